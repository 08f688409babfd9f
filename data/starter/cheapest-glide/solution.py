import math

NOWHERE = (math.inf, math.inf)


def cheapest_glide(grid, turn_cost):
    rows = len(grid)
    columns = len(grid[0])
    # For each cell: the cheapest way to enter it going right, and going down.
    best = {}
    for row in range(rows):
        for column in range(columns):
            cost = grid[row][column]
            if cost < 0:
                continue
            if row == 0 and column == 0:
                best[row, column] = (cost, cost)
                continue
            left = best.get((row, column - 1), NOWHERE)
            above = best.get((row - 1, column), NOWHERE)
            going_right = min(left[0], left[1] + turn_cost) + cost
            going_down = min(above[1], above[0] + turn_cost) + cost
            best[row, column] = (going_right, going_down)

    answer = min(best.get((rows - 1, columns - 1), NOWHERE))
    if answer == math.inf:
        return -1
    return answer
