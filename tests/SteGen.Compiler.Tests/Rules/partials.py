"""Writes partials.csv: exact partial derivatives, from mpmath at 400 bits; run by hand when an operation is added.

Columns: operation, type, operand number, operands and partial as hexadecimal doubles. Only partials that are normal numbers of the type are listed.
"""
import random
import struct
import mpmath as mp

mp.mp.prec = 400
random.seed(7)


def f32(x):
    return struct.unpack('f', struct.pack('f', x))[0]


def spread(low, high, n=24):
    return [random.uniform(low, high) for _ in range(n)]


def scales(low, high, n=24, sign=False):
    out = [10.0 ** random.uniform(low, high) for _ in range(n)]
    return [x * random.choice([-1, 1]) for x in out] if sign else out


one = mp.mpf(1)
two_over_root_pi = 2 / mp.sqrt(mp.pi)

# operation: (points for F64, points for F32, exact partials)
unary = {
    'Neg': (spread(-5, 5, 4), spread(-5, 5, 4), lambda x: -one),
    'Abs': (spread(-5, 5), spread(-5, 5), lambda x: mp.sign(x)),
    'Sqrt': (scales(-300, 300), scales(-37, 37), lambda x: 1 / (2 * mp.sqrt(x))),
    'Cbrt': (scales(-300, 300, sign=True), scales(-36, 36, sign=True), lambda x: 1 / (3 * mp.cbrt(abs(x)) ** 2)),
    'Exp': (spread(-700, 700) + spread(-3, 3), spread(-85, 85) + spread(-3, 3), lambda x: mp.exp(x)),
    'Exp2': (spread(-1000, 1000) + spread(-3, 3), spread(-120, 120), lambda x: mp.log(2) * mp.power(2, x)),
    'Exp10': (spread(-4, 4), spread(-30, 30), lambda x: mp.log(10) * mp.power(10, x)),
    'Expm1': (spread(-700, 700) + spread(-1, 1) + scales(-12, -1, sign=True), spread(-80, 80) + spread(-1, 1), lambda x: mp.exp(x)),
    'Log': (scales(-300, 300), scales(-36, 36), lambda x: 1 / x),
    'Log2': (scales(-300, 300), scales(-36, 36), lambda x: 1 / (x * mp.log(2))),
    'Log10': (scales(-300, 300), scales(-36, 36), lambda x: 1 / (x * mp.log(10))),
    'Log1p': (scales(-300, 300) + spread(-0.999999, 1) + [-1 + 2.0 ** -40], scales(-30, 36) + spread(-0.9999, 1), lambda x: 1 / (1 + x)),
    'Sin': (spread(-50, 50), spread(-50, 50), lambda x: mp.cos(x)),
    'Cos': (spread(-50, 50), spread(-50, 50), lambda x: -mp.sin(x)),
    'Tan': (spread(-1.57, 1.57) + [1.5707963, -1.57079632], spread(-1.57, 1.57), lambda x: 1 / mp.cos(x) ** 2),
    'Asin': (spread(-1, 1) + [1 - 2.0 ** -50, -1 + 2.0 ** -50], spread(-1, 1) + [1 - 2.0 ** -23], lambda x: 1 / mp.sqrt(1 - x * x)),
    'Acos': (spread(-1, 1) + [1 - 2.0 ** -50, -1 + 2.0 ** -50], spread(-1, 1) + [1 - 2.0 ** -23], lambda x: -1 / mp.sqrt(1 - x * x)),
    'Atan': (scales(-200, 150, sign=True) + spread(-5, 5), scales(-30, 18, sign=True) + spread(-5, 5), lambda x: 1 / (1 + x * x)),
    'Sinh': (spread(-700, 700) + spread(-2, 2), spread(-80, 80), lambda x: mp.cosh(x)),
    'Cosh': (spread(-700, 700) + spread(-2, 2), spread(-80, 80), lambda x: mp.sinh(x)),
    'Tanh': (spread(-350, 350) + spread(-3, 3) + spread(10, 30), spread(-43, 43) + spread(-3, 3) + spread(6, 12), lambda x: 1 / mp.cosh(x) ** 2),
    'Asinh': (scales(-200, 300, sign=True) + spread(-3, 3), scales(-30, 36, sign=True), lambda x: 1 / mp.sqrt(x * x + 1)),
    'Acosh': ([1 + x for x in scales(-12, 3)] + scales(10, 300), [1 + x for x in scales(-5, 3)] + scales(10, 36), lambda x: 1 / mp.sqrt(x * x - 1)),
    'Atanh': (spread(-1, 1) + [1 - 2.0 ** -50], spread(-1, 1), lambda x: 1 / (1 - x * x)),
    'Sigmoid': (spread(-700, 700) + spread(-5, 5) + spread(15, 40), spread(-85, 85) + spread(-5, 5) + [15.0], lambda x: mp.exp(-abs(x)) / (1 + mp.exp(-abs(x))) ** 2),
    'Softplus': (spread(-700, 700) + spread(-5, 5), spread(-85, 85) + spread(-5, 5), lambda x: 1 / (1 + mp.exp(-x))),
    'Erf': (spread(-26, 26) + spread(-1, 1), spread(-9, 9) + spread(-1, 1), lambda x: two_over_root_pi * mp.exp(-x * x)),
    'Erfc': (spread(-26, 26) + spread(-1, 1), spread(-9, 9) + spread(-1, 1), lambda x: -two_over_root_pi * mp.exp(-x * x)),
}


def pairs(a, b):
    return list(zip(a, b))


binary = {
    'Add': (pairs(spread(-5, 5, 4), spread(-5, 5, 4)),) * 2 + (lambda a, b: one, lambda a, b: one),
    'Sub': (pairs(spread(-5, 5, 4), spread(-5, 5, 4)),) * 2 + (lambda a, b: one, lambda a, b: -one),
    'Mul': (pairs(spread(-5, 5, 8), spread(-5, 5, 8)),) * 2 + (lambda a, b: b, lambda a, b: a),
    'Div': (pairs(scales(-100, 100, sign=True), scales(-100, 100, sign=True)), pairs(scales(-9, 9, sign=True), scales(-9, 9, sign=True)), lambda a, b: 1 / b, lambda a, b: -a / b / b),
    'Rem': (pairs(spread(-50, 50), spread(-5, 5)),) * 2 + (lambda a, b: one, lambda a, b: -mp.mpf(int(a / b))),
    'Max': (pairs(spread(-5, 5), spread(-5, 5)),) * 2 + (lambda a, b: one if a > b else mp.mpf(0), lambda a, b: one if b > a else mp.mpf(0)),
    'Min': (pairs(spread(-5, 5), spread(-5, 5)),) * 2 + (lambda a, b: one if a < b else mp.mpf(0), lambda a, b: one if b < a else mp.mpf(0)),
    'MaxNumber': (pairs(spread(-5, 5), spread(-5, 5)),) * 2 + (lambda a, b: one if a > b else mp.mpf(0), lambda a, b: one if b > a else mp.mpf(0)),
    'MinNumber': (pairs(spread(-5, 5), spread(-5, 5)),) * 2 + (lambda a, b: one if a < b else mp.mpf(0), lambda a, b: one if b < a else mp.mpf(0)),
    'CopySign': (pairs(spread(-5, 5), spread(-5, 5)),) * 2 + (lambda a, b: mp.sign(a) * mp.sign(b), None),
    'Atan2': (pairs(scales(-140, 140, sign=True), scales(-140, 140, sign=True)) + pairs(spread(-3, 3), spread(-3, 3)) + [(3e-200, -4e-200), (3e200, 4e200)],
              pairs(scales(-17, 17, sign=True), scales(-17, 17, sign=True)) + pairs(spread(-3, 3), spread(-3, 3)),
              lambda a, b: b / (a * a + b * b), lambda a, b: -a / (a * a + b * b)),
    'Hypot': (pairs(scales(-150, 150, sign=True), scales(-150, 150, sign=True)) + pairs(spread(-3, 3), spread(-3, 3)), pairs(scales(-15, 15, sign=True), scales(-15, 15, sign=True)),
              lambda a, b: a / mp.sqrt(a * a + b * b), lambda a, b: b / mp.sqrt(a * a + b * b)),
    'Pow': (pairs(scales(-20, 20), spread(-9, 9)) + pairs(spread(0.5, 2), spread(-200, 200)) + [(1e300, 0.1), (1e-200, 2.0), (1e-300, 0.3)],
            pairs(scales(-4, 4), spread(-8, 8)) + pairs(spread(0.5, 2), spread(-40, 40)),
            lambda a, b: b * mp.power(a, b - 1), lambda a, b: mp.power(a, b) * mp.log(a)),
}

LIMITS = {'F64': (2.3e-308, 1.7e308), 'F32': (1.2e-38, 3.4e38)}

with open('partials.csv', 'w', newline='\n') as out:
    def row(op, kind, k, x, exact):
        low, high = LIMITS[kind]
        size = abs(exact)
        if exact != 0 and not low < size < high:
            return
        out.write(','.join([op, kind, str(k)] + [float(v).hex() for v in x] + [float(exact).hex()]) + '\n')

    for op, (wide, narrow, partial) in unary.items():
        for kind, points in (('F64', wide), ('F32', narrow)):
            for x in points:
                x = f32(x) if kind == 'F32' else x
                row(op, kind, 0, [x], partial(mp.mpf(x)))

    for op, (wide, narrow, first, second) in binary.items():
        for kind, points in (('F64', wide), ('F32', narrow)):
            for a, b in points:
                a, b = (f32(a), f32(b)) if kind == 'F32' else (a, b)
                for k, partial in ((0, first), (1, second)):
                    if partial is not None:
                        row(op, kind, k, [a, b], partial(mp.mpf(a), mp.mpf(b)))
