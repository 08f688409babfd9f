def free_gaps(seats):
    """Every run of free seats as (length, first seat), from left to right."""
    gaps = []
    start = 0
    while start < len(seats):
        if seats[start] != ".":
            start += 1
            continue
        end = start
        while end < len(seats) and seats[end] == ".":
            end += 1
        gaps.append((end - start, start))
        start = end
    return gaps


def seat_groups(row, sizes):
    seats = list(row)
    refused = []
    for number, size in enumerate(sizes):
        label = chr(ord("A") + number)
        fitting = [gap for gap in free_gaps(seats) if gap[0] >= size]
        if not fitting:
            refused.append(label)
            continue
        length, first = min(fitting)
        for seat in range(first, first + size):
            seats[seat] = label
    return "".join(seats), refused
