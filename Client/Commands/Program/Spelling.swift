/// What somebody may have meant.
enum Spelling {
    /// The closest of some words, if it is close enough to be meant: at most two letters are missing, too many, or others.
    static func nearest(to word: String, among words: [String]) -> String? {
        let distances = words.map { (word: $0, distance: distance(Array(word), Array($0))) }
        guard let best = distances.min(by: { $0.distance < $1.distance }), best.distance <= min(2, word.count / 2) else {
            return nil
        }
        return best.word
    }

    /// After Levenshtein.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var row = Array(0...right.count)
        for (i, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                (diagonal, row[j + 1]) = (row[j + 1], min(row[j] + 1, row[j + 1] + 1, diagonal + (letter == other ? 0 : 1)))
            }
        }
        return row[right.count]
    }
}
