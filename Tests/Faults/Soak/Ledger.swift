import ProgramSupport
import Synchronization

/// What the two partners of a couple typed, and what became of it.
final class Ledger: Sendable {
    struct Typed {
        let machine: String
        let prompt: String
        var isAcknowledged = false
        /// Its author has started to seal it at some point, so the partner may see it.
        var mayBeSealed: Bool
    }

    struct Pair: Hashable {
        let adas: Token?
        let bens: Token?
    }

    private struct State {
        var typed: [Token: Typed] = [:]
        var next = 0
        /// Prompts that a partner has started to seal an answer for.
        var triedToSeal: [Side: Set<String>] = [:]
        var prompts: [String] = []
        var pairs: [String: Pair] = [:]
    }

    let couple: Int
    private let state = Mutex(State())

    init(couple: Int) { self.couple = couple }

    var prompts: [String] { state.withLock { $0.prompts } }
    func add(_ prompt: String) { state.withLock { $0.prompts.append(prompt) } }

    /// Called before a command that is given new text.
    func typing(_ side: Side, on machine: String, _ prompt: String, isSealing: Bool) -> Token {
        state.withLock { state in
            state.next += 1
            let token = Token(couple: couple, side: side, number: state.next)
            state.typed[token] = Typed(machine: machine, prompt: prompt, mayBeSealed: isSealing)
            if isSealing { state.triedToSeal[side, default: []].insert(prompt) }
            return token
        }
    }

    /// Called before a command that seals a draft.
    func sealing(_ side: Side, _ prompt: String) {
        state.withLock { state in
            state.triedToSeal[side, default: []].insert(prompt)
            for (token, typed) in state.typed where token.side == side && typed.prompt == prompt {
                state.typed[token]?.mayBeSealed = true
            }
        }
    }

    func acknowledge(_ token: Token) { state.withLock { $0.typed[token]?.isAcknowledged = true } }

    /// The texts acknowledged on a device.
    func acknowledged(on machine: String) -> Set<Token> {
        state.withLock { Set($0.typed.filter { $0.value.machine == machine && $0.value.isAcknowledged }.keys) }
    }

    var acknowledged: Int { state.withLock { $0.typed.values.count { $0.isAcknowledged } } }

    /// - Returns: those of the partner's texts that this side must not see yet, or ever.
    func early(_ tokens: Set<Token>, for side: Side) -> Set<Token> {
        state.withLock { state in
            tokens.filter { token in
                guard token.couple == couple else { return true }
                guard token.side != side else { return false }
                guard let typed = state.typed[token], typed.mayBeSealed else { return true }
                return !(state.triedToSeal[side]?.contains(typed.prompt) ?? false)
            }
        }
    }

    /// Records that someone sees a revealed pair.
    ///
    /// - Returns: a different pair, if one was seen before.
    func see(_ pair: Pair, of prompt: String) -> Pair? {
        state.withLock { state in
            guard let before = state.pairs[prompt], before != pair else {
                state.pairs[prompt] = pair
                return nil
            }
            return before
        }
    }

    var pairs: Int { state.withLock { $0.pairs.count } }
}
