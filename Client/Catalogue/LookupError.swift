/// Why a text doesn't name a prompt.
package enum LookupError: Error, Hashable, Sendable {
    case unknown(String)
    /// Several ids contain the text; the candidates are in the order of the catalogue.
    case ambiguous(String, candidates: [PromptID])
}
