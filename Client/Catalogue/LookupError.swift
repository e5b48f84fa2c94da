/// Why a text names no prompt.
package enum LookupError: Error, Hashable, Sendable {
    case unknown(String)
    /// It is a part of several ids: the candidates, in the order of the catalogue.
    case ambiguous(String, candidates: [PromptID])
}
