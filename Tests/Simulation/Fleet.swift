/// How many devices each partner starts with.
struct Fleet: Hashable, CustomStringConvertible {
    var inviter: Int
    var joiner: Int

    subscript(partner: Int) -> Int {
        get { partner == 0 ? inviter : joiner }
        set { if partner == 0 { inviter = newValue } else { joiner = newValue } }
    }

    var description: String { "\(inviter) machine\(inviter == 1 ? "" : "s") of A, \(joiner) of B" }
}
