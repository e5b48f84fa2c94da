import Catalogue
import Models

/// What was read of a snapshot once, and does not change while it is looked at: a whole home holds thousands of documents, and each view of
/// a prompt asks for all of them.
struct Memo {
    var shared: [SharedDocument]?
    var own: [Document]?
    var catalogue: Catalogue?
    var kept: [Prompt]?
    var archive: Archive?
    var talk: Talk?
    var pairs: [RoundID: RoundPair] = [:]
    var current: [RecordID: (document: Document?, stamp: Stamp?)] = [:]
}

extension Workspace {
    /// For as long as nothing is written.
    func unchanging<Result>(_ body: () throws -> Result) rethrows -> Result {
        let before = memo
        memo = Memo()
        defer { memo = before }
        return try body()
    }

    /// What was read before, where nothing changes; else what `read` gives.
    func remembered<Value>(_ place: WritableKeyPath<Memo, Value?>, _ read: () throws -> Value) rethrows -> Value {
        if let known = memo?[keyPath: place] { return known }
        let value = try read()
        memo?[keyPath: place] = value
        return value
    }
}
