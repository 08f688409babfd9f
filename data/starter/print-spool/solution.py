import heapq


class Spool:
    """Waiting print jobs. The heap may hold stale entries; `tickets` knows the live ones."""

    def __init__(self):
        self.heap = []
        self.tickets = {}
        self.issued = 0

    def add(self, name, priority):
        self.issued += 1
        self.tickets[name] = self.issued
        heapq.heappush(self.heap, (priority, self.issued, name))

    def cancel(self, name):
        self.tickets.pop(name, None)

    def take(self):
        while self.heap:
            priority, ticket, name = heapq.heappop(self.heap)
            if self.tickets.get(name) == ticket:
                del self.tickets[name]
                return name
        return "idle"


def print_spool(commands):
    spool = Spool()
    printed = []
    for command in commands:
        verb, *words = command.split()
        if verb == "add":
            spool.add(words[0], int(words[1]))
        elif verb == "cancel":
            spool.cancel(words[0])
        elif verb == "print":
            printed.append(spool.take())
    return printed
