def choir_row(singers, rivals):
    feuds = set()
    for first, second in rivals:
        feuds.add((first, second))
        feuds.add((second, first))

    def extend(row, waiting):
        # The singers wait in alphabetical order, so the first full row found is the answer.
        if not waiting:
            return row
        for position, singer in enumerate(waiting):
            if row and (row[-1], singer) in feuds:
                continue
            rest = waiting[:position] + waiting[position + 1 :]
            found = extend(row + [singer], rest)
            if found is not None:
                return found
        return None

    return extend([], sorted(singers))
