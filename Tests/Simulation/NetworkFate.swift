/// What becomes of one request.
enum NetworkFate: Hashable, CustomStringConvertible {
    case through
    case requestLost
    case replyLost
    /// It arrives twice, one after the other.
    case duplicated
    /// Lost for its sender; it arrives much later, among others.
    case late
    /// The server's process ends at the commit of it.
    case serverEnds(Moment)
    /// It is committed together with a repeated request of somebody else's, and one of the two fails alone.
    case grouped(failing: Int)

    /// A server that answers that it failed is what was planned.
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
