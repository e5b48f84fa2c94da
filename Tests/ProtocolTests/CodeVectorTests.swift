import Models
import Support
import Testing
import Vault

@Suite("Vectors: codes")
struct CodeVectorTests {
    @Test func `codes are read, however they are written`() throws {
        let file = try VectorFile.codes.read()
        for vector in try file("codes").elements {
            let code = try PaperCode(parsing: vector("text").string)
            #expect(try code.secret == vector("secret").octets)
            #expect(try code.host == vector("host").string)
            #expect(try code.keys.locator == vector("locator").value())
        }
        for vector in try file("readings").elements {
            #expect(try PaperCode(parsing: vector("text").string).text == vector("code").string)
        }
    }

    @Test func `invitations have a permit, and a server knows its hash`() throws {
        let invitations = try VectorFile.codes.read()("codes").elements.filter { try $0("kind").string == "invitation" }
        #expect(!invitations.isEmpty)
        for vector in invitations {
            let permit = try PaperCode(parsing: vector("text").string).keys.permit
            #expect(try permit.bytes == vector("permit").octets)
            #expect(try permit.hash == vector("permitHash").value())
        }
    }

    @Test func `texts that are no codes are refused for what is wrong with them`() throws {
        for vector in try VectorFile.codes.read()("refused").elements {
            let text = try vector("text").string
            let error = #expect(throws: CodeError.self, "\(vector.title)") { try PaperCode(parsing: text) }
            switch error {
            case .mistyped: #expect(try vector("why") == "checksum")
            case .wrongLength: #expect(try vector("why") == "length")
            case .unknownCharacter: #expect(try vector("why") == "character")
            case .noAddress, nil: #expect(try vector("why") == "address")
            }
        }
    }

    @Test func `boxes open with their code alone`() throws {
        let file = try VectorFile.codes.read()
        for vector in try file("boxes").elements {
            let keys = try PaperCode(parsing: vector("code").string).keys
            #expect(try keys.decryptBox(Blob(vector("box").octets)) == Bytes(vector("content").string.utf8))
        }
        for vector in try file("refusedBoxes").elements {
            let keys = try PaperCode(parsing: vector("code").string).keys
            let box = Blob(try vector("box").octets)
            #expect(throws: VaultError.notAuthentic, "\(vector.title)") { try keys.decryptBox(box) }
        }
    }

    @Test func `join proofs hold for one code, box and joiner`() throws {
        for vector in try VectorFile.codes.read()("joins").elements {
            let keys = try PaperCode(parsing: vector("code").string).keys
            let isGood = try keys.isValid(
                joinProof: Blob(vector("proof").octets), box: Blob(vector("box").octets), joiner: vector("joiner").value())
            #expect(try isGood == vector("isGood").bool, "\(vector.title)")
        }
    }
}
