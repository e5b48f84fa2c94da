/// Suggestions for mistyped words.
package enum Spelling {
    /// The closest of `words`, if it is close enough to be a likely misspelling.
    package static func nearest(to word: String, among words: [String]) -> String? {
        words.compactMap { other in distance(from: word, to: other).map { (word: other, distance: $0) } }
            .min { $0.distance < $1.distance }?.word
    }

    /// The number of letters missing, added, replaced or swapped with their neighbour. `nil` if that is more than two, or more than
    /// a third of `word`: too far for a likely misspelling.
    static func distance(from word: String, to other: String) -> Int? {
        let (left, right) = (Array(word), Array(other))
        let most = min(2, (left.count + 1) / 3)
        guard abs(left.count - right.count) <= most else { return nil }
        let distance = distance(left, right)
        return distance <= most ? distance : nil
    }

    /// The optimal string alignment distance (restricted Damerau–Levenshtein): no letter is moved more than once.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var before: [Int] = []
        var last: [Int] = []
        var row = Array(0...right.count)
        for i in left.indices {
            (before, last, row) = (last, row, [i + 1])
            for j in right.indices {
                var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { least = min(least, before[j - 1] + 1) }
                row.append(least)
            }
        }
        return row[right.count]
    }
}
