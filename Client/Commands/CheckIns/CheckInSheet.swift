package import Catalogue
package import Machine
import Presentation

/// A check-in being filled in: every subject with its rating and note, and a cursor on one of them.
package struct CheckInSheet: Screen {
    package enum Wish: Hashable, Sendable {
        case seal
        case keep
    }

    struct Entry: Hashable, Sendable {
        let subject: CheckInSubject
        var value: Int?
        var words = ""
        /// This partner's previous rating, for orientation only.
        let before: Int?
    }

    /// How keys are interpreted.
    enum Mode: Hashable, Sendable {
        case choosing
        /// The user wants to add a note to a subject without a rating: it takes a number first.
        case rating
        /// Typing a note for the subject under the cursor.
        case writing(LineEditing)
        /// Typing the word that confirms sealing.
        case sealing(LineEditing)
    }

    private(set) var entries: [Entry]
    private(set) var cursor = 0
    private(set) var mode = Mode.choosing
    /// A message shown until the next key.
    private(set) var reflection: String?
    /// A message shown at the top.
    let notice: String?
    /// What sealing leads to; shown when the sheet asks for the word that seals.
    let consequence: String
    /// What to do with the ratings, once the user has decided.
    package private(set) var wish: Wish?
    /// The last key was a 1, which a following 0 turns into a 10.
    private var isTen = false
    private var isPasting = false

    /// - Parameters:
    ///   - ratings: the initial ratings.
    ///   - before: previous ratings, shown as such for subjects without a rating.
    package init(
        _ ratings: [CheckInSubject: Rating] = [:], before: [CheckInSubject: Rating] = [:], notice: String? = nil,
        consequence: String = Messages.CheckIns.checkInComesBack(nil)
    ) {
        entries = CheckInSubject.allCases.map {
            Entry(subject: $0, value: ratings[$0]?.value, words: ratings[$0]?.note ?? "", before: before[$0]?.value)
        }
        self.notice = notice
        self.consequence = consequence
    }

    package var isDone: Bool { wish != nil }

    private var writing: LineEditing? {
        guard case .writing(let line) = mode else { return nil }
        return line
    }

    /// The ratings so far, including a note that is still being typed.
    package var ratings: [CheckInSubject: Rating] {
        let rated = entries.enumerated().compactMap { index, entry -> (CheckInSubject, Rating)? in
            let words = index == cursor ? writing?.text ?? entry.words : entry.words
            return entry.value.flatMap { Rating($0, note: words) }.map { (entry.subject, $0) }
        }
        return Dictionary(uniqueKeysWithValues: rated)
    }

    package mutating func press(_ key: Key) {
        reflection = nil
        switch key {
        case .pasteBegins: isPasting = true
        case .pasteEnds: isPasting = false
        default:
            switch mode {
            case .choosing: choose(key)
            case .rating: rateBeforeWriting(key)
            case .writing(let line): write(key, into: line)
            case .sealing(let line): confirm(key, after: line)
            }
        }
    }

    private static let waysOut: [Key] = [.escape, .up, .down, .tab, .backTab]

    private mutating func write(_ key: Key, into line: LineEditing) {
        let wasOne = isTen
        isTen = false
        // A line break within a paste doesn't end the note.
        if !isPasting, key == .enter || Self.waysOut.contains(key) {
            entries[cursor].words = line.text
            mode = .choosing
            if key != .enter, key != .escape { choose(key) }
        } else if wasOne, line.text.isEmpty, key == .typed("0") {
            rate(10)
        } else {
            mode = .writing(line.pressing(key))
        }
    }

    /// Ignores letters, so that a sentence typed too early doesn't trigger the keys that they are elsewhere.
    private mutating func rateBeforeWriting(_ key: Key) {
        guard !isPasting else { return }
        if Self.waysOut.contains(key) || [.left, .right].contains(key) {
            mode = .choosing
            if key != .escape { choose(key) }
        } else if case .typed(let scalar) = key, digit(scalar, after: false) {
            mode = .writing(LineEditing(entries[cursor].words))
        }
    }

    /// Seals only when a whole word is typed, which text meant for something else won't happen to contain.
    private mutating func confirm(_ key: Key, after line: LineEditing) {
        guard !isPasting else { return }
        if key == .enter {
            mode = .choosing
            if line.text.lowercased() == Messages.CheckIns.sealWord {
                wish = .seal
            } else {
                reflection = Messages.CheckIns.notSealed
            }
        } else {
            mode = Self.waysOut.contains(key) ? .choosing : .sealing(line.pressing(key))
        }
    }

    private mutating func choose(_ key: Key) {
        // Ignores pasted text, which would trigger keys by accident.
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
        case .typed("s"): askToSeal()
        case .typed("d"), .typed("q"), .escape: wish = .keep
        case .typed(let scalar): _ = digit(scalar, after: wasOne)
        default: break
        }
    }

    /// The value from which the arrow keys continue.
    private var shown: Int? { entries[cursor].value ?? entries[cursor].before }

    private mutating func move(_ step: Int) { cursor = (cursor + step + entries.count) % entries.count }

    private mutating func rate(_ value: Int) {
        entries[cursor].value = min(max(value, Rating.range.lowerBound), Rating.range.upperBound)
    }

    /// - Returns: whether `scalar` was a digit.
    private mutating func digit(_ scalar: Unicode.Scalar, after wasOne: Bool) -> Bool {
        guard scalar.isASCII, let value = Character(scalar).wholeNumberValue else { return false }
        rate(value == 0 && wasOne ? 10 : value)
        isTen = value == 1
        return true
    }

    private mutating func clear() {
        guard entries[cursor].words.isEmpty else {
            reflection = Messages.CheckIns.wordsHoldOn
            return
        }
        entries[cursor].value = nil
    }

    private mutating func beginWriting() {
        mode = entries[cursor].value == nil ? .rating : .writing(LineEditing(entries[cursor].words))
    }

    private mutating func askToSeal() {
        guard !ratings.isEmpty else {
            reflection = Messages.CheckIns.rateOne
            return
        }
        mode = .sealing(LineEditing())
    }
}
