import Catalogue
package import Machine
import Presentation

/// Lays the sheet out. If space is short, the least important parts are dropped first.
extension CheckInSheet {
    package func frame(columns: Int, rows: Int) -> Frame {
        var layout = Layout(columns: max(1, columns), rows: max(1, rows))
        let foot = foot(layout)
        let head = head(layout)
        layout.listRows = layout.rows - head.count - foot.count
        let list = list(layout)
        let lines = (head + list + foot).prefix(layout.rows)
        return Frame(
            lines: lines.map { Self.cut($0, columns: layout.columns) },
            cursor: line.map {
                (
                    (lines.count - foot.count) + wordsRow(layout),
                    mark(layout).count + $0.window(width: lineWidth(layout)).cursor
                )
            }
        )
    }

    /// The text being typed.
    private var line: LineEditing? {
        switch mode {
        case .choosing: nil
        case .rating: LineEditing()
        case .writing(let line), .sealing(let line): line
        }
    }

    private var isSealing: Bool {
        guard case .sealing = mode else { return false }
        return true
    }

    private struct Layout {
        let columns: Int
        let rows: Int
        /// What head and foot leave for the subjects.
        var listRows = 0

        /// Whether there is room for the whole title and for a bar of two columns a point.
        var isWide: Bool { columns >= 64 }
        var bar: Int { columns >= 46 ? 20 : columns >= 33 ? 10 : columns >= 27 ? 5 : 0 }
        var hasHead: Bool { rows >= 20 }
        var hasHeadings: Bool { rows >= 13 && (listRows < subjects || listRows >= subjects + 2) }
        var hasGaps: Bool { listRows >= subjects + 5 }
        private var subjects: Int { CheckInSubject.allCases.count }
        var about: Int { rows >= 22 ? 3 : rows >= 12 ? 2 : rows >= 9 ? 1 : 0 }
        var hasScale: Bool { rows >= 22 }
        var hasWords: Bool { rows >= 4 }
    }

    // MARK: Header

    private func head(_ layout: Layout) -> [Frame.Line] {
        guard layout.hasHead else { return [] }
        let beside = notice ?? Messages.CheckIns.checkInIsPrivate
        let room = layout.columns - Messages.CheckIns.checkIn.count - 2
        guard DisplayWidth.of(beside) <= room else {
            let lines = layout.rows >= 22 ? Wrapping.lines(beside, width: layout.columns).prefix(2) : []
            return [[Frame.Piece(Messages.CheckIns.checkIn, .strong)]] + lines.map { [Frame.Piece($0, .quiet)] }
        }
        return [[Frame.Piece(Messages.CheckIns.checkIn, .strong), Frame.Piece("  " + beside, .quiet)]]
    }

    // MARK: Subjects

    private func list(_ layout: Layout) -> [Frame.Line] {
        let rows = layout.listRows
        var lines: [Frame.Line] = []
        var current = 0
        for (index, entry) in entries.enumerated() {
            if index == 0 || entry.subject.isBetterHigh != entries[index - 1].subject.isBetterHigh {
                lines += heading(entry.subject.isBetterHigh, layout)
            }
            if index == cursor { current = lines.count }
            lines.append(row(entry, isCurrent: index == cursor, layout))
        }
        if layout.hasGaps { lines.append([]) }
        guard lines.count > max(rows, 1) else { return lines + Array(repeating: [], count: max(0, rows - lines.count)) }
        // Centres the cursor, as far as the ends of the list allow.
        let first = min(max(0, current - max(rows, 1) / 2), lines.count - max(rows, 1))
        return Array(lines[first..<(first + max(rows, 1))])
    }

    private func heading(_ isBetterHigh: Bool, _ layout: Layout) -> [Frame.Line] {
        guard layout.hasHeadings else { return [] }
        let text =
            layout.columns >= 36
            ? Messages.CheckIns.scale(isBetterHigh: isBetterHigh) : Messages.CheckIns.scaleShort(isBetterHigh: isBetterHigh)
        return (layout.hasGaps ? [[]] : []) + [[Frame.Piece(text, .quiet)]]
    }

    private func row(_ entry: Entry, isCurrent: Bool, _ layout: Layout) -> Frame.Line {
        let name = layout.isWide ? entry.subject.title : entry.subject.shortTitle
        let width = layout.isWide ? 34 : 14
        let style: Style? = entry.value == nil ? .quiet : .mine
        var line = [
            Frame.Piece(isCurrent ? "› " : "  ", .strong),
            Frame.Piece(Alignment.left(name, width), isCurrent ? .strong : nil),
        ]
        if layout.bar > 0 {
            line.append(Frame.Piece(Bar.text(entry.value ?? entry.before, width: layout.bar, isFaint: entry.value == nil), style))
        }
        line.append(Frame.Piece(Alignment.right(value(entry), 4), style))
        guard !entry.words.isEmpty else { return line }
        let room = layout.columns - width - layout.bar - 9
        line.append(Frame.Piece(Self.note(entry.words, in: room), .quiet))
        return line
    }

    /// The note itself, or else only that there is one.
    private static func note(_ words: String, in room: Int) -> String {
        if room >= 8 { return "  " + Wrapping.truncated(SafeText.line(words), width: room) }
        return room >= 4 ? Messages.CheckIns.hasNote : " ✎"
    }

    private func value(_ entry: Entry) -> String {
        // Leaves a column free, to align with the closing bracket of other values.
        entry.value.map { "\($0) " } ?? entry.before.map { "(\($0))" } ?? "– "
    }

    // MARK: Footer

    /// In this order: what the subject is about, the scale, the note, the keys.
    private func foot(_ layout: Layout) -> [Frame.Line] {
        about(layout) + scale(layout) + words(layout) + keys(layout)
    }

    private func wordsRow(_ layout: Layout) -> Int { about(layout).count + scale(layout).count }

    /// Always the same height, so that nothing jumps when the cursor moves.
    private func about(_ layout: Layout) -> [Frame.Line] {
        let longest = entries.map { Wrapping.lines($0.subject.about, width: layout.columns).count }.max() ?? 0
        let height = min(longest, layout.about)
        let said = isSealing ? consequence : entries[cursor].subject.about
        let lines = Wrapping.sentences(said, width: layout.columns)
        let isCut = lines.count > height
        return (0..<height).map { index in
            guard lines.indices.contains(index) else { return [] }
            let isLast = isCut && index == height - 1
            return [
                Frame.Piece(
                    isLast ? Wrapping.truncated(lines[index...].joined(separator: " "), width: layout.columns) : lines[index])
            ]
        }
    }

    private func scale(_ layout: Layout) -> [Frame.Line] {
        guard layout.hasScale else { return [] }
        let entry = entries[cursor]
        let last = entry.value == nil ? entry.before : nil
        let forms = [
            [Messages.CheckIns.scaleEnds, last.map(Messages.CheckIns.lastTime)],
            [Messages.CheckIns.scaleEndsShort, last.map(Messages.CheckIns.lastTimeShort)],
        ].map { $0.compactMap { $0 }.joined(separator: " ") }
        let text = forms.first { DisplayWidth.of($0) <= layout.columns } ?? Messages.CheckIns.scaleEndsShort
        return [[Frame.Piece(text, .quiet)]]
    }

    private func words(_ layout: Layout) -> [Frame.Line] {
        guard layout.hasWords else { return [] }
        if let line {
            return [
                [Frame.Piece(mark(layout), .strong), Frame.Piece(SafeText.block(line.window(width: lineWidth(layout)).text))]
            ]
        }
        let words = SafeText.line(entries[cursor].words)
        return [words.isEmpty ? [] : [Frame.Piece(mark(layout), .quiet), Frame.Piece(words)]]
    }

    /// Before a note, or the word that seals.
    private func mark(_ layout: Layout) -> String {
        isSealing ? "› " : layout.columns >= 20 ? Messages.CheckIns.note : "✎ "
    }

    private func lineWidth(_ layout: Layout) -> Int { layout.columns - mark(layout).count - 1 }

    private func keys(_ layout: Layout) -> [Frame.Line] {
        if let reflection { return warning(reflection, layout) }
        switch mode {
        case .rating: return warning(Messages.CheckIns.rateFirst, layout)
        case .sealing: return warning(Messages.CheckIns.typeSeal, layout)
        case .writing: return filled(hints(Messages.CheckIns.writingKeys, layout), .quiet, layout)
        case .choosing:
            let lines = hints(Messages.CheckIns.sheetKeys, layout)
            let isShort = lines.count > keysHeight(layout)
            return filled(isShort ? hints(Messages.CheckIns.sheetKeysShort, layout) : lines, .quiet, layout)
        }
    }

    private func warning(_ text: String, _ layout: Layout) -> [Frame.Line] {
        filled(Wrapping.lines(text, width: layout.columns - 1), .warning, layout)
    }

    /// Never breaks a hint over two lines.
    private func hints(_ keys: [String], _ layout: Layout) -> [String] {
        Wrapping.items(keys, between: "  ", width: layout.columns - 1)
    }

    private func keysHeight(_ layout: Layout) -> Int { layout.columns >= 78 ? 1 : layout.rows >= 16 ? 2 : 1 }

    private func filled(_ lines: [String], _ style: Style, _ layout: Layout) -> [Frame.Line] {
        let height = keysHeight(layout)
        return lines.prefix(height).map { [Frame.Piece($0, style)] } + Array(repeating: [], count: max(0, height - lines.count))
    }

    /// Cuts a line to the width. The last column stays free, because some terminals wrap after it by themselves.
    private static func cut(_ line: Frame.Line, columns: Int) -> Frame.Line {
        var left = columns
        return line.compactMap { piece in
            guard left > 0 else { return nil }
            let text = DisplayWidth.of(piece.text) > left ? Wrapping.truncated(piece.text, width: left) : piece.text
            left -= DisplayWidth.of(text)
            return Frame.Piece(text, piece.style)
        }
    }
}

extension CheckInSubject {
    /// One word.
    var shortTitle: String { name.prefix(1).uppercased() + name.dropFirst() }
}
