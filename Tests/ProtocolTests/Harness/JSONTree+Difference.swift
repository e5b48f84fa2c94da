import Support

extension JSONTree {
    /// The path at which two documents first differ; `nil` if they're equal.
    func firstDifference(from other: JSONTree, at path: String = "") -> String? {
        switch (self, other) {
        case (.object(let mine), .object(let theirs)):
            for name in Set(mine.keys).union(theirs.keys).sorted() {
                guard let value = mine[name], let there = theirs[name] else { return "\(path).\(name)" }
                if let difference = value.firstDifference(from: there, at: "\(path).\(name)") { return difference }
            }
            return nil
        case (.array(let mine), .array(let theirs)):
            guard mine.count == theirs.count else { return "\(path).count" }
            return zip(mine, theirs).enumerated().lazy
                .compactMap { index, pair in pair.0.firstDifference(from: pair.1, at: "\(path)[\(index)]") }.first
        default: return self == other ? nil : path
        }
    }
}
