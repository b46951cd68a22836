import numpy as np

held = [np.zeros(3)]
for x in (held[0] for _ in range(2)):
    held[0] = np.zeros(5)
    y = x

held = [np.zeros(3)]
for x in map(lambda i: held[0], [1, 2]):
    held[0] = np.zeros(5)
    z = x

length = 3
for x in (np.zeros(length) for _ in range(3)):
    length += 1
    w = x

values = [np.zeros(3), np.zeros(4)]
shapes = [values.pop().shape for pair in enumerate(values)]
a = np.zeros(len(shapes))


def twice(*iterators):
    count = 0
    for _ in iterators[0]:
        count += 1
    for _ in iterators[0]:
        count += 1
    return count


b = np.zeros(twice(zip([1, 2], [3, 4])))
numbers = [1, 2]


def grown():
    for _ in [1]:
        pass
    numbers.append(3)
    return [1, 2, 3]


count = 0
for pair in zip(enumerate(numbers), grown()):
    count += 1
c = np.zeros(count)


def pairs():
    return zip(numbers, numbers)


for n, _ in pairs():
    numbers[2] = 7
    numbers[1] = 9
    d = np.zeros(n)

size = 2


def made(_):
    e = np.zeros(size)
    return e


later = (made(i) for i in range(2))
size = 4
f = next(later)

shared = []
for p, q in zip((shared.append(1) or np.zeros(len(shared)) for _ in range(2)), (shared.append(1) for _ in range(2))):
    g = p

texts = [np.zeros(1), np.zeros(2)]
total = sum(len(t) for t in texts) + (texts.append(np.zeros(3)) or 0)
h = np.zeros(sum(len(t) for t in texts))
rows = [np.zeros(3), np.zeros(4), np.zeros(5)]
for x in (row for row in rows):
    rows[1] = np.zeros((2, 2))
    rows[2] = 1
