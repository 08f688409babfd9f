def ferry_waits(arrivals, capacity, patience, trip):
    waits = []
    back_at = 0
    while len(waits) < len(arrivals):
        first = len(waits)
        batch = arrivals[first : first + capacity]

        leave = batch[0] + patience
        if len(batch) == capacity:
            leave = min(leave, batch[-1])
        leave = max(leave, back_at)

        for arrival in batch:
            if arrival > leave:
                break
            waits.append(leave - arrival)
        back_at = leave + trip
    return waits
