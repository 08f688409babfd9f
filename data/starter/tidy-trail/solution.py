OPPOSITE = {
    "N": "S",
    "S": "N",
    "E": "W",
    "W": "E",
}


def cancel_detours(moves):
    kept = []
    for move in moves.upper():
        if move not in OPPOSITE:
            continue
        if kept and kept[-1] == OPPOSITE[move]:
            kept.pop()
        else:
            kept.append(move)
    return kept


def tidy_trail(moves):
    kept = cancel_detours(moves)
    parts = []
    start = 0
    while start < len(kept):
        end = start + 1
        while end < len(kept) and kept[end] == kept[start]:
            end += 1
        length = end - start
        if length == 1:
            parts.append(kept[start])
        else:
            parts.append(f"{length}{kept[start]}")
        start = end
    return " ".join(parts)
