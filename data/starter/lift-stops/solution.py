def lift_stops(start, riders):
    waiting = list(riders)
    aboard = []
    floor = start
    step = 1
    stops = []
    while waiting or aboard:
        entering = [goal for origin, goal in waiting if origin == floor]
        if entering or floor in aboard:
            stops.append(floor)

        aboard = [goal for goal in aboard if goal != floor] + entering
        waiting = [rider for rider in waiting if rider[0] != floor]

        targets = aboard + [origin for origin, goal in waiting]
        if not any((target - floor) * step > 0 for target in targets):
            step = -step
        floor += step
    return stops
