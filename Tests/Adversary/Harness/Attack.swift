import Testing

/// States which promises a test attacks, or which missing protection it demonstrates.
struct Attack: TestTrait, SuiteTrait {
    let promises: [Promise]
    var isRecursive: Bool { true }
    var comments: [Comment] { promises.map { "\($0.rawValue) of docs/security.md" } }
}

extension Trait where Self == Attack {
    static func attacks(_ promises: Promise...) -> Attack { Attack(promises: promises) }
    static func shows(_ limits: Promise...) -> Attack { Attack(promises: limits) }
}
