"""Lists reached through values that nobody knows."""
import numpy as np
import random

c = random.random() < 2
unknown = random.choice([0])

l = [np.zeros(3)]
x = l if c else unknown
x.clear()
x.append(np.zeros(4))
a = l[0]
l2 = [np.zeros(3)]
y = c and l2
y[0] = np.zeros(5)
b = l2[0]
l3 = [[np.zeros(3)]]
z = l3[unknown]
z[0] = np.zeros(6)
d = l3[0][0]
l4 = [np.zeros(3)]
holder = random.choice([l4])
holder[0] = np.zeros(7)
e = l4[0]
l5, l6 = [np.zeros(3)], [np.zeros(4)]
w = l5 if c else l6
w.append(np.zeros(8))
f = l5[-1]
w += [np.zeros(9)]
g = l5[-1]
w *= 2
h = np.zeros(len(l5))
dd = {"a": [np.zeros(3)], "b": [np.zeros(4)]}
dd["ab"[unknown]][0] = np.zeros(10)
i = dd["a"][0]
for key in dd:
    dd[key].append(np.zeros(11))
j = dd["b"][-1]
for value in dd.values():
    value[0] = np.zeros(12)
k = dd["b"][0]
dd.get("a")[0] = np.zeros(13)
m = dd["a"][0]
dd.setdefault("a", [])[0] = np.zeros(14)
n = dd["a"][0]
dd.pop("b")
dd.update(a=[np.zeros(15)])
o = dd["a"][0]
other = dd
other |= {"a": [np.zeros(16)]}
p = dd["a"][0]
dd |= {"z": np.zeros(17)}
q = dd["z"]
box = np.array([[np.zeros(2)], None], dtype=object)
l7 = [np.zeros(2)]
box[0] = l7
box[0][0] = np.zeros(18)
r = l7[0]
functions = []


def set_global():
    global a
    a = np.zeros(40)


functions.append(set_global)
functions.pop()()
s = a
match l7:
    case [first, *others]:
        t = first
    case _:
        pass
l8 = [[np.zeros(3)]]
match l8:
    case [inner]:
        inner[0] = np.zeros(19)
u = l8[0][0]
l9 = [np.zeros(3)]


class Holder:
    items = l9


Holder.items[0] = np.zeros(20)
v = l9[0]
h = Holder()
h.other = l9
h.other.append(np.zeros(21))
ww = l9[-1]
iterator = iter(l9)
first_of = next(iterator)
fresh = [np.zeros(3)]
keep = [fresh]
store = random.choice([keep])
late = [np.zeros(5)]
keep.append(late)
store[-1][0] = np.zeros(22)
xx = late[0]
