import re


class RuleReader:
    """Reads one rule from left to right and decides it for one set of tags."""

    def __init__(self, rule, tags):
        self.tokens = re.findall(r"[()]|[a-z0-9]+", rule)
        self.tags = tags
        self.place = 0

    def accept(self, word):
        if self.place < len(self.tokens) and self.tokens[self.place] == word:
            self.place += 1
            return True
        return False

    def any_of(self):
        result = self.all_of()
        while self.accept("or"):
            right = self.all_of()
            result = result or right
        return result

    def all_of(self):
        result = self.single()
        while self.accept("and"):
            right = self.single()
            result = result and right
        return result

    def single(self):
        if self.accept("not"):
            return not self.single()
        if self.accept("("):
            result = self.any_of()
            self.accept(")")
            return result
        self.place += 1
        return self.tokens[self.place - 1] in self.tags


def tag_rule(rule, tags):
    reader = RuleReader(rule, tags)
    if not reader.tokens:
        return True
    return reader.any_of()
