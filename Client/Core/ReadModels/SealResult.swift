/// The result of sealing an answer.
package enum SealResult: Hashable, Sendable {
    case sealed
    /// There's no partner yet: kept as a finished draft.
    case keptUntilPaired
}
