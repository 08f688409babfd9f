assert tag_rule("", ["sea"]) == True
assert tag_rule("   ", []) == True
assert tag_rule("a and b and c", ["a", "b"]) == False
assert tag_rule("sea", ["seaside"]) == False
assert tag_rule("sea and not (night or fog)", ["sea", "sun"]) == True
assert tag_rule("sea and not (night or fog)", ["sea", "fog"]) == False
assert tag_rule("a or b and c", ["a"]) == True
assert tag_rule("(a or b) and c", ["a"]) == False
assert tag_rule("a and b or c", ["c"]) == True
assert tag_rule("not a and b", ["b"]) == True
assert tag_rule("not not a", ["a"]) == True
assert tag_rule("not a or b", ["a"]) == False
assert tag_rule("a and b and c", ["b", "c"]) == False
assert tag_rule("a or b or c2", ["c2"]) == True
assert tag_rule("(a and (b or (c", ["a", "c"]) == True
assert tag_rule("(a or b) and (c or d) and e", ["a", "d", "e"]) == True
