/// What happens to one request.
enum NetworkFate: Hashable, CustomStringConvertible {
    case through
    case requestLost
    case replyLost
    /// It arrives twice in a row.
    case duplicated
    /// Lost from the sender's point of view; arrives much later, among others.
    case late
    /// The server's process ends while committing it.
    case serverEnds(Moment)
    /// It's committed together with a repeated request from another device, and one of the two fails alone.
    case grouped(failing: Int)

    /// A server error is part of the plan.
    var mayFail: Bool {
        switch self {
        case .serverEnds, .grouped: true
        case .through, .requestLost, .replyLost, .duplicated, .late: false
        }
    }

    var description: String {
        switch self {
        case .through: "through"
        case .requestLost: "request lost"
        case .replyLost: "reply lost"
        case .duplicated: "arrives twice"
        case .late: "arrives late"
        case .serverEnds(let moment): "the server ends \(moment) its commit"
        case .grouped(let failing): "in a group in which caller \(failing + 1) fails"
        }
    }
}
