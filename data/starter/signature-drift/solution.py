def slot_cost(mark):
    return 1 if mark in " -." else 2


def change_cost(old_mark, new_mark):
    if old_mark == new_mark:
        return 0
    if old_mark.lower() == new_mark.lower():
        return 1
    return 3


def signature_drift(old, new):
    previous = [0]
    for mark in new:
        previous.append(previous[-1] + slot_cost(mark))

    for gone in old:
        current = [previous[0] + slot_cost(gone)]
        for column, mark in enumerate(new, start=1):
            options = [
                previous[column] + slot_cost(gone),
                current[column - 1] + slot_cost(mark),
                previous[column - 1] + change_cost(gone, mark),
            ]
            current.append(min(options))
        previous = current
    return previous[-1]
