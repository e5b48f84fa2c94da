/// One of the two partners.
enum Side: String, CaseIterable, Sendable {
    case ada = "A"
    case ben = "B"

    var other: Side { self == .ada ? .ben : .ada }
    var name: String { self == .ada ? "Ada" : "Ben" }
}
