#!/usr/bin/env python3
"""Records a real run in a terminal as docs/terminal.svg, a picture that moves: `python3 docs/record-terminal.py [COMMAND]`.

Runs COMMAND (if not said: ./sweep run batch-size --pack 3) in tmux, in an empty folder, looks at the screen four times a second, and draws what it saw at an even pace. Bars and courses
are drawn as shapes and every word at its own place, for fonts differ in how wide they make blocks. Needs tmux.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from html import escape

COLUMNS, ROWS = 100, 26
CELL_WIDTH, CELL_HEIGHT, MARGIN = 8, 16, 12
MOST_FRAMES = 21
SECONDS_OF_FRAME, SECONDS_OF_LAST = 0.5, 8

# The terminal's own sixteen colours, those that the display takes.
COLOURS = {1: "#ff7b72", 2: "#3fb950", 3: "#d29922", 6: "#39c5cf"}
TEXT, BACKGROUND, EDGE = "#c9d1d9", "#0d1117", "#30363d"
BLOCKS = "▁▂▃▄▅▆▇█"
LINES = {"━": 3, "─": 1}


def tmux(*arguments):
    return subprocess.run(["tmux", "-L", "record-terminal", *arguments], check=True, capture_output=True, text=True).stdout


def record(command):
    """The screens that were seen, each once, with the time of each."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    subprocess.run([os.path.join(root, "sweep"), "list"], check=True, capture_output=True)  # builds, which is no part of the picture
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(os.path.join(root, "sweep"), os.path.join(folder, "sweep"))
        tmux("new-session", "-d", "-x", str(COLUMNS), "-y", str(ROWS), "-c", folder, "env", "-u", "NO_COLOR", "PS1=$ ", "bash", "--norc", "--noprofile")
        try:
            tmux("send-keys", "-l", command)
            time.sleep(1)
            screens, began = [], time.monotonic()
            tmux("send-keys", "Enter")
            while True:
                time.sleep(0.25)
                screen = tmux("capture-pane", "-e", "-p").rstrip("\n").replace(folder + "/", "")
                if not screens or screens[-1][1] != screen:
                    screens.append((time.monotonic() - began, screen))
                if time.monotonic() - began > 2 and re.sub("\x1b[^m]*m", "", screen).split("\n")[-1].strip() == "$":
                    return screens
        finally:
            tmux("kill-server")


def thinned(screens):
    """As many of them as the picture takes, evenly in time, the first and the last among them."""
    step = screens[-1][0] / MOST_FRAMES
    kept = [screens[0]]
    for screen in screens[1:-1]:
        if screen[0] - kept[-1][0] >= step:
            kept.append(screen)
    return [text for _, text in kept + screens[-1:]]


def pieces(screen):
    """For each line of a screen the pieces that look alike and stand together: column, text, colour, whether dim."""
    column, colour, dim, lines = 0, TEXT, False, [[]]
    for code, end, text in re.findall("\x1b\\[([0-9;]*)m|(\n)|([^\x1b\n]+)", screen):
        if end:
            lines.append([])
            column = 0
            continue
        if text:
            # Two spaces part columns of a table, whose places must not follow from the width of the text before them.
            for piece in re.finditer("━+|─+|[▁-█]+|[^ ━─▁-█](?: ?[^ ━─▁-█])*", text):
                lines[-1].append((column + piece.start(), piece.group(), colour, dim))
            column += len(text)
            continue
        numbers = [int(number) for number in code.split(";") if number] or [0]
        while numbers:
            number = numbers.pop(0)
            if number == 0:
                colour, dim = TEXT, False
            elif number == 2:
                dim = True
            elif number == 22:
                dim = False
            elif number == 39:
                colour = TEXT
            elif 30 <= number <= 37:
                colour = COLOURS.get(number - 30, TEXT)
            elif number == 38:
                colour = COLOURS.get(numbers[1], TEXT)
                numbers = numbers[2:]
            elif number == 48:
                numbers = numbers[2:]
    return lines


def drawn(line):
    """The elements of a line whose top is at 0."""
    elements = []
    for column, text, colour, dim in line:
        names = [f"c{number}" for number, value in COLOURS.items() if value == colour] + ["d"] * dim
        look = f' class="{" ".join(names)}"' if names else ""
        left, width = column * CELL_WIDTH, len(text) * CELL_WIDTH
        if text[0] in LINES:
            height = LINES[text[0]]
            elements.append(f'<path d="M{left} {(CELL_HEIGHT - height) // 2}h{width}v{height}H{left}z"{look}/>')
        elif text[0] in BLOCKS:
            # In columns and eighths of a row, from the bottom up.
            path, before = "M0 0", 0
            for block, alike in ((group.group()[0], len(group.group())) for group in re.finditer(r"(.)\1*", text)):
                height = BLOCKS.index(block) + 1
                path += f"v{height - before}h{alike}"
                before = height
            elements.append(f'<path transform="matrix({CELL_WIDTH} 0 0-1.5 {left} {CELL_HEIGHT - 2})" d="{path}V0z"{look}/>')
        else:
            # A word of a few letters is as wide as it should be in any font, nearly.
            length = f' textLength="{width}"' * (len(text) > 5)
            elements.append(f'<text x="{left}" y="{CELL_HEIGHT - 4}"{length}{look}>{escape(text)}</text>')
    return "".join(elements)


def picture(command, frames, seconds):
    """The whole file. Lines that several frames have are drawn once."""
    lines = [[drawn(line) for line in pieces(frame)] for frame in frames]
    ids = {}
    for line in (line for frame in lines for line in frame if line):
        ids.setdefault(line, f"l{len(ids)}")
    width, height = COLUMNS * CELL_WIDTH + 2 * MARGIN, max(map(len, lines)) * CELL_HEIGHT + 2 * MARGIN
    whole = SECONDS_OF_FRAME * (len(frames) - 1) + SECONDS_OF_LAST
    styles, groups = [], []
    for index, frame in enumerate(lines):
        begin = 100 * SECONDS_OF_FRAME * index / whole
        end = 100 if index == len(lines) - 1 else 100 * SECONDS_OF_FRAME * (index + 1) / whole
        hidden = f"0%{{visibility:hidden}}" if index else ""
        after = f"{end:.2f}%{{visibility:hidden}}" if end < 100 else ""
        styles.append(f"@keyframes k{index}{{{hidden}{begin:.2f}%{{visibility:visible}}{after}}}#f{index}{{animation-name:k{index}}}")
        uses = "".join(f'<use href="#{ids[line]}"' + f' y="{row * CELL_HEIGHT}"' * (row > 0) + "/>" for row, line in enumerate(frame) if line)
        groups.append(f'<g id="f{index}">{uses}</g>')
    faster = seconds / (SECONDS_OF_FRAME * (len(frames) - 1))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" role="img" aria-labelledby="title desc">
<title id="title">{escape(command)} in a terminal</title>
<desc id="desc">A recording, {faster:.0f} times as fast as it was: trials under way have a row each with a bar, batch size, seed, loss, the course of the loss, test accuracy, examples a second and time left; ended trials scroll by above, and the table with the answer comes last.</desc>
<style>
text{{font:13.3px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}}
g g{{visibility:hidden;animation:{whole:g}s step-end infinite}}
.d{{opacity:.6}}{"".join(f".c{number}{{fill:{colour}}}" for number, colour in COLOURS.items())}
{"".join(styles)}
@media (prefers-reduced-motion:reduce){{g g{{animation:none}}#f{len(lines) - 1}{{visibility:visible}}}}
</style>
<defs>{"".join(f'<g id="{name}">{shape}</g>' for shape, name in ids.items())}</defs>
<rect x=".5" y=".5" width="{width - 1:g}" height="{height - 1:g}" rx="8" fill="{BACKGROUND}" stroke="{EDGE}"/>
<g transform="translate({MARGIN} {MARGIN})" fill="{TEXT}">{"".join(groups)}</g>
</svg>
"""


def main():
    command = " ".join(sys.argv[1:]) or "./sweep run batch-size --pack 3"
    screens = record(command)
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "terminal.svg"), "w", encoding="utf-8") as file:
        file.write(picture(command, thinned(screens), screens[-1][0]))


if __name__ == "__main__":
    main()
