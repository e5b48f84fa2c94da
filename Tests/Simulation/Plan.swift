import Wire

/// What kind of trouble a world has. One world has few kinds, so that the rules of the model stay simple; together they have all.
enum Plan: String, CaseIterable {
    /// Offline stretches, edits at once, both modes.
    case calm
    /// Requests and replies lost, doubled, late; group commits in which one fails.
    case network
    /// Processes of clients and server end before, within and after their commits.
    case crashes
    /// Clocks of devices and server off by days, jumping, standing still.
    case clocks
    /// The server's data set back, seen and unseen.
    case history
    /// Homes set back and cloned.
    case homes
    /// Machines linked, removed, recovered.
    case devices
    /// The same, with a server that goes back.
    case devicesAndHistory
    /// Leaving, and pairing anew.
    case couples
    /// Run twice, once without what must leave no trace, on a server whose clock is set and stands still.
    case silence
    /// The joiner has changed their client; what the inviter was promised must hold.
    case partner
    /// A machine of the inviter's goes on signing after it was removed. Nobody is to notice.
    case removed
    /// Both together, with a server that goes back.
    case conspiracy

    /// The plan of a seed.
    init(seed: UInt64) { self = Self.allCases[Int(seed % UInt64(Self.allCases.count))] }

    var isPaired: Bool { self == .silence }
    var hasClones: Bool { self == .homes }
    /// Nothing is promised to the joiner.
    var hasHostileJoiner: Bool { self == .partner || self == .conspiracy }
    var hasThief: Bool { self == .removed || self == .conspiracy }

    /// Small pages, so that they are full.
    var limits: Limits { Limits(changes: 3, tokenSeconds: 900) }
}
