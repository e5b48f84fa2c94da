package import Catalogue

/// A check-in that is being filled in: every subject with its rating and its line of words, and one of them under the cursor.
package struct CheckInSheet: Screen {
    package enum Wish: Hashable, Sendable {
        case seal
        case keep
    }

    struct Entry: Hashable, Sendable {
        let subject: CheckInSubject
        var value: Int?
        var words = ""
        /// What this partner last said of it: for orientation only.
        let before: Int?
    }

    private(set) var entries: [Entry]
    private(set) var cursor = 0
    /// Words that are being written to the subject under the cursor.
    private(set) var writing: LineEditing?
    /// Said until the next key.
    private(set) var remark: String?
    /// Said above all of it.
    let notice: String?
    /// What to do with it, once that has been said.
    package private(set) var wish: Wish?
    /// The digit pressed last was a 1, which a 0 may make a 10.
    private var isTen = false
    private var isPasting = false

    /// - Parameters:
    ///   - ratings: what it begins with.
    ///   - before: shown as what was, where nothing is rated.
    package init(_ ratings: [CheckInSubject: Rating] = [:], before: [CheckInSubject: Rating] = [:], notice: String? = nil) {
        entries = CheckInSubject.allCases.map {
            Entry(subject: $0, value: ratings[$0]?.value, words: ratings[$0]?.note ?? "", before: before[$0]?.value)
        }
        self.notice = notice
    }

    package var isDone: Bool { wish != nil }

    /// What is rated, with words that are still being written.
    package var ratings: [CheckInSubject: Rating] {
        let rated = entries.enumerated().compactMap { index, entry -> (CheckInSubject, Rating)? in
            let words = index == cursor ? writing?.text ?? entry.words : entry.words
            return entry.value.flatMap { Rating($0, note: words) }.map { (entry.subject, $0) }
        }
        return Dictionary(uniqueKeysWithValues: rated)
    }

    package mutating func press(_ key: Key) {
        remark = nil
        switch key {
        case .pasteBegins: isPasting = true
        case .pasteEnds: isPasting = false
        default: writing == nil ? choose(key) : write(key)
        }
    }

    private mutating func write(_ key: Key) {
        // A line that ends within a paste is not the end of writing.
        if !isPasting, [.enter, .escape, .up, .down, .tab, .backTab].contains(key) {
            entries[cursor].words = writing?.text ?? ""
            writing = nil
            if key != .enter, key != .escape { choose(key) }
        } else {
            writing?.press(key)
        }
    }

    private mutating func choose(_ key: Key) {
        // What is pasted between the lines would press keys that nobody meant.
        guard !isPasting else { return }
        let wasOne = isTen
        isTen = false
        switch key {
        case .up, .typed("k"), .backTab: move(-1)
        case .down, .typed("j"), .tab: move(1)
        case .home: cursor = 0
        case .end: cursor = entries.count - 1
        case .left, .typed("h"), .typed("-"): rate((shown ?? 0) - 1)
        case .right, .typed("l"), .typed("+"): rate((shown ?? 0) + 1)
        case .typed(" "): if let before = entries[cursor].before { rate(entries[cursor].value ?? before) }
        case .typed("x"), .delete, .backspace: clear()
        case .typed("n"), .enter: beginWriting()
        case .typed("s"): seal()
        case .typed("q"), .escape: wish = .keep
        case .typed(let scalar): digit(scalar, after: wasOne)
        default: break
        }
    }

    /// What the arrows go on from.
    private var shown: Int? { entries[cursor].value ?? entries[cursor].before }

    private mutating func move(_ step: Int) { cursor = (cursor + step + entries.count) % entries.count }

    private mutating func rate(_ value: Int) {
        entries[cursor].value = min(max(value, Rating.range.lowerBound), Rating.range.upperBound)
    }

    private mutating func digit(_ scalar: Unicode.Scalar, after wasOne: Bool) {
        guard scalar.isASCII, let value = Character(scalar).wholeNumberValue else { return }
        rate(value == 0 && wasOne ? 10 : value)
        isTen = value == 1
    }

    private mutating func clear() {
        guard entries[cursor].words.isEmpty else {
            remark = Wording.wordsHoldOn
            return
        }
        entries[cursor].value = nil
    }

    private mutating func beginWriting() {
        guard entries[cursor].value != nil else {
            remark = Wording.rateFirst
            return
        }
        writing = LineEditing(entries[cursor].words)
    }

    private mutating func seal() {
        guard !ratings.isEmpty else {
            remark = Wording.rateOne
            return
        }
        wish = .seal
    }
}
