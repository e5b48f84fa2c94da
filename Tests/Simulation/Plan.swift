import Wire

/// The kind of faults in a world. One world has few kinds, so that the model's rules stay simple; together the worlds cover all.
enum Plan: String, CaseIterable {
    /// Offline periods, concurrent edits, both reveal modes.
    case calm
    /// Requests and replies lost, duplicated, late; group commits in which one fails.
    case network
    /// Client and server processes end before, within and after their commits.
    case crashes
    /// Device and server clocks off by days, jumping, stopped.
    case clocks
    /// The server's data rolled back, detected and undetected.
    case history
    /// Homes rolled back and cloned.
    case homes
    /// Devices linked, removed, recovered.
    case devices
    /// The same, with a server that goes back.
    case devicesAndHistory
    /// Leaving, and pairing again.
    case couples
    /// Run twice, once without the steps that must leave no trace, on a server whose clock is set and stops.
    case silence
    /// The joiner has modified their client; what the inviter was promised must hold.
    case partner
    /// One of the inviter's devices goes on signing after its removal. No one must notice.
    case removed
    /// Both together, with a server that goes back.
    case conspiracy

    /// The plan for a seed.
    init(seed: UInt64) { self = Self.allCases[Int(seed % UInt64(Self.allCases.count))] }

    var isPaired: Bool { self == .silence }
    var hasClones: Bool { self == .homes }
    /// Nothing is promised to the joiner.
    var hasHostileJoiner: Bool { self == .partner || self == .conspiracy }
    var hasThief: Bool { self == .removed || self == .conspiracy }

    /// Small pages, so that they fill up.
    var limits: Limits { Limits(changes: 3, tokenSeconds: 900) }
}
