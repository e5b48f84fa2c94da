import ClientCore
import Presentation

/// Saves text elsewhere if it couldn't be stored where it was meant to go.
enum Safekeeping {
    /// Saves it as a draft; if that fails, to a file; if that fails too, prints it to standard error.
    ///
    /// - Returns: the failure to report, which says where the text is now.
    static func asDraft(_ words: String, of prompt: String, because error: any Error, client: Client, in context: Context)
        -> Failure
    {
        guard !isEmpty(words) else { return Wording.failure(error) }
        do {
            try client.saveDraft(prompt, text: words)
            return told(error, Wording.keptAsDraft)
        } catch _ {
            return inFile(words, because: error, in: context)
        }
    }

    /// Saves it to a file; if that fails, prints it to standard error.
    static func inFile(_ words: String, because error: any Error, in context: Context) -> Failure {
        guard !isEmpty(words) else { return Wording.failure(error) }
        do {
            return told(error, Wording.keptInFile(try context.homes.rescue(words)))
        } catch _ {
            context.mention(Wording.keptNowhere, "", words, "")
            return Wording.failure(error)
        }
    }

    static func told(_ error: any Error, _ where: String) -> Failure {
        let failure = Wording.failure(error)
        return Failure(failure.code, failure.message + " " + `where`, next: failure.next, status: failure.status)
    }

    private static func isEmpty(_ words: String) -> Bool { words.allSatisfy(\.isWhitespace) }
}
