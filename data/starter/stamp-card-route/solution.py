import heapq


def build_map(roads):
    nearby = {}
    for first, second, toll in roads:
        nearby.setdefault(first, []).append((second, toll))
        nearby.setdefault(second, []).append((first, toll))
    return nearby


def stamp_card_route(roads, start, goal):
    nearby = build_map(roads)
    settled = set()
    queue = [(0, start, 0)]
    while queue:
        spent, place, stamps = heapq.heappop(queue)
        if place == goal:
            return spent
        if (place, stamps) in settled:
            continue
        settled.add((place, stamps))

        for other, toll in nearby.get(place, []):
            if stamps == 2:
                # A full card pays for this road and starts again empty.
                heapq.heappush(queue, (spent, other, 0))
            else:
                heapq.heappush(queue, (spent + toll, other, stamps + 1))
    return -1
