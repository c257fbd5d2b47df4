"""Cover families that are lines from left to right."""

import math

from proofolio.outputs.covers.drawing import (
    HEIGHT,
    WIDTH,
    Colours,
    Point,
    Stream,
    curve,
    dots,
    path,
    polyline,
    rules,
)


def ridgeline(numbers: Stream, colours: Colours) -> str:
    """Densities one behind the other, one of them marked."""
    rows = numbers.integer(19, 25)
    peaks = [
        (
            numbers.uniform(0.15, 0.85),
            numbers.uniform(0.07, 0.16),
            numbers.uniform(0.5, 1),
            numbers.uniform(-0.3, 0.3),
        )
        for _ in range(4)
    ]

    def swell(t: float, i: int) -> float:
        return math.sin(math.pi * (t * 0.8 + 0.15 + i * 0.11)) ** 2

    def strength(row: int) -> float:
        return max(peak[2] * swell(row / (rows - 1), i) for i, peak in enumerate(peaks))

    def height(u: float, t: float) -> float:
        return sum(
            a * math.exp(-(((u - p - d * (t - 0.5)) / s) ** 2)) * (0.35 + 0.65 * swell(t, i))
            for i, (p, s, a, d) in enumerate(peaks)
        )

    marked, out = max(range(rows // 2, rows - 3), key=strength), []
    for row in range(rows):
        t = row / (rows - 1)
        points: list[Point] = []
        for x in range(-20, WIDTH + 40, 20):
            z = height(x / WIDTH, t)
            points.append((x, 170 + t * 520 - 112 * z - 9 * abs(numbers.normal()) * (0.15 + z)))
        here = row == marked
        out.append(
            path(
                polyline(points) + f"V{HEIGHT + 40}H-20z",
                fill=colours.ground,
                stroke=colours.highlight if here else colours.line,
                stroke_width=6 if here else 2.4,
                stroke_opacity=1 if here else round(0.3 + 0.65 * t, 2),
            )
        )
    return "".join(out)


def scatter(numbers: Stream, colours: Colours) -> str:
    """Points round a rising curve with its band, a few of them marked."""
    slope, bend = numbers.uniform(0.35, 0.6), numbers.uniform(0.35, 0.65)

    def fit(u: float) -> float:
        return 0.84 - slope * (1 / (1 + math.exp(-7 * (u - bend)))) * 1.15

    groups: dict[int, list[Point]] = {10: [], 17: [], 27: []}
    marked: list[Point] = []
    for k in range(260):
        u = numbers.uniform(0.04, 0.96)
        y = fit(u) + numbers.normal() * (0.04 + 0.07 * u)
        if 0.06 < y < 0.95:
            size = (10, 10, 10, 17, 17, 27)[numbers.integer(0, 5)]
            (marked if k % 29 == 0 else groups[size]).append((u * WIDTH, y * HEIGHT))
    shares = [i / 40 for i in range(41)]
    upper = [(u * WIDTH, (fit(u) - 0.055 - 0.06 * u) * HEIGHT) for u in shares]
    lower = [(u * WIDTH, (fit(u) + 0.055 + 0.06 * u) * HEIGHT) for u in reversed(shares)]
    out = [
        path(rules(120, 120), stroke=colours.quiet, stroke_width=2),
        path(polyline(upper + lower, close=True), fill=colours.middle, fill_opacity=0.28),
    ]
    for size, points in groups.items():
        if points:
            out.append(
                path(dots(points), stroke=colours.line, stroke_width=size, stroke_opacity=0.62)
            )
    line = polyline((u * WIDTH, fit(u) * HEIGHT) for u in shares)
    out.append(path(line, stroke=colours.line, stroke_width=5))
    out.append(path(dots(marked), stroke=colours.highlight, stroke_width=24))
    return "".join(out)


def fan(numbers: Stream, colours: Colours) -> str:
    """A series measured up to a moment, and a forecast whose bands widen."""
    now, waves = numbers.uniform(0.48, 0.62), numbers.integer(4, 6)
    phase, trend = numbers.uniform(0, 6.28), numbers.uniform(-0.16, 0.16)

    def level(u: float) -> float:
        tide = 0.14 * math.sin(2 * math.pi * waves * u + phase)
        return 0.55 - trend * (u - 0.5) - tide - 0.07 * math.sin(4 * math.pi * waves * u)

    def band(width: float, opacity: float) -> str:
        def half(u: float) -> float:
            return width * math.sqrt(max(0, u - now) / (1 - now)) * 0.9

        upper = [(u * WIDTH, (level(u) - half(u)) * HEIGHT) for u in future]
        lower = [(u * WIDTH, (level(u) + half(u)) * HEIGHT) for u in reversed(future)]
        return path(polyline(upper + lower, close=True), fill=colours.middle, fill_opacity=opacity)

    shares, noise = [i / 150 for i in range(151)], 0.0
    past: list[Point] = []
    for u in shares:
        noise = 0.6 * noise + 0.011 * numbers.normal()
        if u <= now:
            past.append((u * WIDTH, (level(u) + noise) * HEIGHT))
    future = [u for u in shares if u >= now - 1 / 150]
    moment, forecast = (
        f"M{round(now * WIDTH)} 0V{HEIGHT}",
        polyline((u * WIDTH, level(u) * HEIGHT) for u in future),
    )
    return (
        path(rules(120, 120), stroke=colours.quiet, stroke_width=2)
        + "".join(
            band(width, opacity) for width, opacity in ((0.34, 0.22), (0.2, 0.3), (0.09, 0.45))
        )
        + path(moment, stroke=colours.line, stroke_width=2, stroke_dasharray="3 9")
        + path(polyline(past), stroke=colours.line, stroke_width=5)
        + path(forecast, stroke=colours.highlight, stroke_width=6)
        + path(dots([past[-1]]), stroke=colours.highlight, stroke_width=26)
    )


def flow(numbers: Stream, colours: Colours) -> str:
    """Streamlines of a smooth field, one of them marked."""
    a, b = numbers.uniform(1.4, 2.6), numbers.uniform(1.2, 2.4)
    p, q = numbers.uniform(0, 6.28), numbers.uniform(0, 6.28)
    swing = numbers.uniform(0.4, 0.75)
    pick = 37 + numbers.integer(-8, 8)

    def stream(k: int) -> list[Point]:
        x, y = -30.0, -220 + k * 16.0
        points: list[Point] = []
        while x < WIDTH + 150 and len(points) < 120:
            points.append((x, y))
            wave = math.sin(a * math.pi * x / WIDTH + p) * math.cos(b * math.pi * y / HEIGHT + q)
            x, y = x + 20 * math.cos(swing * wave), y + 20 * math.sin(swing * wave)
        return points[::5]

    thin = "".join(curve(stream(k)) for k in range(74) if k != pick and k % 5)
    bold = "".join(curve(stream(k)) for k in range(74) if k != pick and k % 5 == 0)
    return (
        path(thin, stroke=colours.middle, stroke_width=2.4)
        + path(bold, stroke=colours.line, stroke_width=4)
        + path(curve(stream(pick)), stroke=colours.highlight, stroke_width=8)
    )


def steps(numbers: Stream, colours: Colours) -> str:
    """Survival curves, one of them marked and with its band."""
    curves: list[tuple[float, list[Point]]] = []
    for _ in range(7):
        x, y, rate = 0.0, 70.0, numbers.uniform(0.5, 1.6)
        points: list[Point] = []
        while x < WIDTH:
            next_x = x + 14 + 60 * numbers.uniform()
            points += [(x, y), (next_x, y)]
            x = next_x
            y += (660 - y) * 0.05 * rate * (0.3 + 1.4 * numbers.uniform())
        curves.append((y, points))
    curves.sort(key=lambda pair: pair[0])
    marked = curves[numbers.integer(1, 2)][1]
    upper = [(x, y - 26 - 34 * x / WIDTH) for x, y in marked]
    lower = [(x, y + 26 + 34 * x / WIDTH) for x, y in reversed(marked)]
    ticks = "".join(f"M{round(x)} {round(y - 13)}v26" for x, y in marked[5::7])
    others = "".join(
        path(
            polyline(points),
            stroke=colours.line,
            stroke_width=3.5,
            stroke_opacity=round(0.75 - 0.07 * k, 2),
        )
        for k, (_, points) in enumerate(curves)
        if points is not marked
    )
    return (
        path(rules(70, 118), stroke=colours.quiet, stroke_width=2)
        + path(polyline(upper + lower, close=True), fill=colours.middle, fill_opacity=0.3)
        + others
        + path(polyline(marked), stroke=colours.highlight, stroke_width=7)
        + path(ticks, stroke=colours.highlight, stroke_width=4)
    )
