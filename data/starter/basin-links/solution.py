class Basins:
    """Groups of connected basins; the lowest number of a group holds its total."""

    def __init__(self, volumes):
        self.parent = list(range(len(volumes)))
        self.total = list(volumes)

    def lowest(self, basin):
        while self.parent[basin] != basin:
            basin = self.parent[basin]
        return basin

    def join(self, first, second):
        low = self.lowest(first)
        high = self.lowest(second)
        if low == high:
            return None
        if low > high:
            low, high = high, low
        self.parent[high] = low
        self.total[low] += self.total[high]
        return (low, self.total[low])


def basin_links(volumes, links):
    basins = Basins(volumes)
    return [basins.join(first, second) for first, second in links]
