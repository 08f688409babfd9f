def signal_rounds(links, source, broken):
    heard = {source}
    rounds = []
    current = [source]
    while current:
        rounds.append(sorted(current))
        upcoming = []
        for tower in current:
            if tower in broken:
                continue
            for other in links.get(tower, []):
                if other not in heard:
                    heard.add(other)
                    upcoming.append(other)
        current = upcoming
    return rounds
