import Models

/// The requests of one caller, and what each reply must contain.
struct Script: Sendable {
    let requests: [PreparedRequest]
    /// Whether to start again after the last request.
    let repeats: Bool
    let expected: Bytes
    /// Whether replies contain the cursors for the next request.
    let hasCursors: Bool
}
