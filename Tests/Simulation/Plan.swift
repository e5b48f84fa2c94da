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
    /// Run twice, once without what must leave no trace.
    case silence

    /// The plan of a seed.
    init(seed: UInt64) { self = Self.allCases[Int(seed % UInt64(Self.allCases.count))] }

    var isPaired: Bool { self == .silence }
    var hasClones: Bool { self == .homes }

    /// Small pages, so that they are full.
    var limits: Limits { Limits(changes: 3, tokenSeconds: 900) }
}
