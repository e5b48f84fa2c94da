import ClientCore

/// Keeps words somewhere when they could not go where they were meant to.
enum Safekeeping {
    /// As a draft if that works, else in a file, else on standard error.
    ///
    /// - Returns: what to tell, with where the words are now.
    static func asDraft(_ words: String, of prompt: String, because error: any Error, client: any HomeClient, in context: Context)
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

    /// In a file, else on standard error.
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
