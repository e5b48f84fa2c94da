import Catalogue

/// What was read of a snapshot once, and does not change while it is looked at: a whole home holds thousands of documents, and each view of
/// a prompt asks for all of them.
struct Memo {
    var shared: [SharedDocument]?
    var own: [Document]?
    var catalogue: Catalogue?
    var archived: [String: Export.Prompt]?
    var talk: Talk?
}

extension Workspace {
    /// What was read before, where nothing changes; else what `read` gives.
    func remembered<Value>(_ place: WritableKeyPath<Memo, Value?>, _ read: () throws -> Value) rethrows -> Value {
        if let known = memo?[keyPath: place] { return known }
        let value = try read()
        memo?[keyPath: place] = value
        return value
    }
}
