import ClientCore
import Vault

extension PaperCode {
    /// Reads a code from an argument, a prompt or standard input.
    ///
    /// - Throws: `ClientError.badCode` or `.wrongCodeKind`, before anything is sent; what reading the input throws.
    init(reading argument: String?, of kind: CodeKind, asking prompt: String, in context: Context) throws {
        let text = try context.secret(argument, asking: prompt)
        do { self = try PaperCode(parsing: text) } catch { throw ClientError.badCode(error) }
        guard self.kind == kind else { throw ClientError.wrongCodeKind(self.kind) }
    }
}
