assert signature_drift("", "") == 0
assert signature_drift("J. Roe", "j Roe") == 2
assert signature_drift("Roe", "Roe") == 0
assert signature_drift("", "A-b") == 5
assert signature_drift("A. b", "") == 6
assert signature_drift("roe", "rod") == 3
assert signature_drift("ab", "ba") == 4
assert signature_drift("ROE", "roe") == 3
assert signature_drift("Anne-Marie", "Anne Marie") == 2
assert signature_drift("Jon Doe", "John Doe") == 2
assert signature_drift("McKay", "Mackay") == 3
assert signature_drift("a-b-c", "abc") == 2
assert signature_drift("stark", "Tarks") == 5
assert signature_drift("x", ".") == 3
assert signature_drift("J Roe", "J. Roe") == 1
