class Ring:
    def __init__(self, size):
        self.slots = [0] * size
        self.head = 0
        self.count = 0

    def push(self, reading):
        place = (self.head + self.count) % len(self.slots)
        self.slots[place] = reading
        if self.count < len(self.slots):
            self.count += 1
        else:
            # The oldest reading has just been overwritten.
            self.head = (self.head + 1) % len(self.slots)

    def drop(self):
        if self.count > 0:
            self.head = (self.head + 1) % len(self.slots)
            self.count -= 1

    def readings(self):
        size = len(self.slots)
        return [self.slots[(self.head + offset) % size] for offset in range(self.count)]


def ring_report(size, events):
    ring = Ring(size)
    answers = []
    for event in events:
        if event == "drop":
            ring.drop()
        elif event == "list":
            answers.append(ring.readings())
        elif event == "swing":
            kept = ring.readings()
            answers.append(max(kept) - min(kept) if kept else 0)
        else:
            ring.push(event)
    return answers
