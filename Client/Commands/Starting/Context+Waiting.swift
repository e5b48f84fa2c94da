import ClientCore
import Machine
import Presentation

/// `invite` and `link` wait until someone uses their code.
extension Context {
    /// Between checks whether the code was used.
    private static let pause = Duration.seconds(3)

    /// Whether someone sees the code, and can end the waiting.
    var canWait: Bool { console.isTerminal && console.isInteractive }

    /// Waits until the code was used, or any key is pressed. A network outage doesn't end the waiting.
    ///
    /// - Parameters:
    ///   - lines: what is on the screen, printed again after the process was suspended.
    ///   - ended: said if a key ends the waiting.
    ///   - result: syncs, and returns who came; `nil` if no one has yet.
    /// - Returns: `nil` if a key ended it.
    /// - Throws: what `result` throws, unless waiting may help.
    func wait<Result>(below lines: [String], saying ended: String, _ result: () throws(ClientError) -> Result?) throws -> Result? {
        while true {
            switch console.key(within: Self.pause) {
            case .pressed, .ended:
                say(ended)
                return nil
            case .resumed: print(lines)
            case .timedOut:
                if let result = try unlessUnreachable(result) { return result }
            }
        }
    }

    private func unlessUnreachable<Result>(_ result: () throws(ClientError) -> Result?) throws(ClientError) -> Result? {
        do throws(ClientError) {
            return try result()
        } catch {
            switch error {
            case .unreachable: return nil
            case .proxy(let reply) where reply.mayPass: return nil
            default: throw error
            }
        }
    }
}
