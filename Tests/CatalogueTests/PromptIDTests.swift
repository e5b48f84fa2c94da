import Catalogue
import Testing

@Suite("Ids of prompts")
struct PromptIDTests {
    @Test(arguments: ["founding/first-word", "a/1", "x-2/y"]) func `an id is a deck, a slash and a name`(text: String) {
        #expect(PromptID(text)?.description == text)
    }

    @Test(arguments: ["", "/", "a", "a/", "/b", "a/b/c", "A/b", "a/b c", "-a/b", "a/b-", "a/é", "a/\n"])
    func `anything else is none`(text: String) {
        #expect(PromptID(text) == nil)
    }
}
