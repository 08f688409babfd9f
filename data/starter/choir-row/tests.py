assert choir_row([], []) == []
assert choir_row(["Ida"], [("Ida", "Bo")]) == ["Ida"]
assert choir_row(["Ida", "Bo", "Ann"], [("Ann", "Bo")]) == ["Ann", "Ida", "Bo"]
assert choir_row(["Ida", "Bo", "Ann"], [("Bo", "Ann")]) == ["Ann", "Ida", "Bo"]
assert choir_row(["Cy", "Al", "Bo"], []) == ["Al", "Bo", "Cy"]
assert choir_row(["Al", "Bo"], [("Al", "Bo")]) == None
assert choir_row(["Al", "Bo", "Cy"], [("Al", "Bo"), ("Cy", "Al")]) == None
assert choir_row(["Al", "Bo", "Cy", "Di"], [("Al", "Bo"), ("Al", "Cy"), ("Bo", "Di")]) == ["Al", "Di", "Cy", "Bo"]
assert choir_row(["Al", "Bo", "Cy", "Di"], [("Al", "Bo"), ("Cy", "Bo"), ("Cy", "Di")]) == ["Bo", "Di", "Al", "Cy"]
assert choir_row(["Al", "Bo", "Cy", "Di"], [("Al", "Zoe"), ("Yan", "Bo")]) == ["Al", "Bo", "Cy", "Di"]
assert choir_row(["Bo", "Al", "Di", "Cy", "Eve"], [("Al", "Bo"), ("Al", "Cy"), ("Al", "Di"), ("Bo", "Cy")]) == ["Al", "Eve", "Bo", "Di", "Cy"]
