STEPS = [
    (-1, 0),
    (1, 0),
    (0, -1),
    (0, 1),
]


def count_around(rows, row, column, wanted):
    found = 0
    for down, right in STEPS:
        y, x = row + down, column + right
        if 0 <= y < len(rows) and 0 <= x < len(rows[y]):
            if rows[y][x] == wanted:
                found += 1
    return found


def next_cell(rows, row, column):
    cell = rows[row][column]
    moss = count_around(rows, row, column, "m")
    if cell == "m":
        return "." if moss == 4 else "m"
    if cell == "." and moss > 0:
        shade = count_around(rows, row, column, "#")
        if moss >= 2 or shade >= 1:
            return "m"
    return cell


def spread_moss(rows, days):
    for day in range(days):
        grown = []
        for row, line in enumerate(rows):
            cells = [next_cell(rows, row, column) for column in range(len(line))]
            grown.append("".join(cells))
        rows = grown
    return rows
