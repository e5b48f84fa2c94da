/// A set of entries of one log, by their places in it. For a chain's entries it takes no more space than one number.
struct EntrySet: Hashable, Sendable {
    /// Every place below this one is in the set. A multiple of 64.
    private var full = 0
    /// One bit for each place from `full` onwards.
    private var words: [UInt64] = []

    func contains(_ place: Int) -> Bool {
        guard place >= full else { return true }
        let word = (place - full) / 64
        return word < words.count && words[word] & (1 << UInt64(place % 64)) != 0
    }

    var count: Int { words.reduce(full) { $0 + $1.nonzeroBitCount } }

    mutating func insert(_ place: Int) {
        guard place >= full else { return }
        let word = (place - full) / 64
        while words.count <= word { words.append(0) }
        words[word] |= 1 << UInt64(place % 64)
        shorten()
    }

    func inserting(_ place: Int) -> EntrySet {
        var set = self
        set.insert(place)
        return set
    }

    mutating func formUnion(_ other: EntrySet) {
        raise(to: other.full)
        for (word, bits) in other.words.enumerated() where other.full + word * 64 >= full {
            let word = (other.full - full) / 64 + word
            while words.count <= word { words.append(0) }
            words[word] |= bits
        }
        shorten()
    }

    mutating func formIntersection(_ other: EntrySet) {
        let end = max(full + words.count * 64, other.full + other.words.count * 64)
        let start = min(full, other.full)
        words = stride(from: start, to: end, by: 64).map { bits(from: $0) & other.bits(from: $0) }
        full = start
        shorten()
    }

    /// The word that starts at `place`, a multiple of 64.
    private func bits(from place: Int) -> UInt64 {
        guard place >= full else { return .max }
        let word = (place - full) / 64
        return word < words.count ? words[word] : 0
    }

    private mutating func raise(to place: Int) {
        guard place > full else { return }
        words.removeFirst(min(words.count, (place - full) / 64))
        full = place
    }

    private mutating func shorten() {
        let whole = words.prefix { $0 == .max }.count
        guard whole > 0 else { return }
        words.removeFirst(whole)
        full += whole * 64
    }
}
