import Catalogue
import FoundationEssentials
import Models
import Wire

/// The format in which a home stores documents. Parsing thousands of answers as JSON takes longer than decrypting them.
///
/// The first byte selects the format: 0 is JSON; 1 and 2 are an answer and a draft, written field by field.
extension Document {
    private enum Form: UInt8 {
        case json, answer, draft
    }

    func compact() throws -> Bytes {
        switch self {
        case .answer(let answer): [Form.answer.rawValue] + answer.compact
        case .draft(let answer): [Form.draft.rawValue] + answer.compact
        default: try [Form.json.rawValue] + encoded()
        }
    }

    /// - Returns: `nil` if the bytes are in another format.
    init?(compact octets: ArraySlice<UInt8>) {
        guard let form = octets.first.flatMap(Form.init) else { return nil }
        let rest = octets.dropFirst()
        switch form {
        case .json:
            guard let document = try? WireJSON.decode(Document.self, from: Data(rest)) else { return nil }
            self = document
        case .answer:
            guard let answer = AnswerDocument(compact: rest) else { return nil }
            self = .answer(answer)
        case .draft:
            guard let answer = AnswerDocument(compact: rest) else { return nil }
            self = .draft(answer)
        }
    }
}

extension AnswerDocument {
    fileprivate var compact: Bytes {
        var writer = CompactWriter(reserving: 128 + question.utf8.count + text.utf8.count)
        writer.write(prompt.description)
        writer.write(question)
        writer.write(Int64(number))
        writer.write(text)
        writer.write(at.milliseconds)
        writer.write(edits) { $0.write($1) }
        writer.write(isFinished)
        return writer.bytes
    }

    /// - Returns: `nil` if the bytes are in another format.
    fileprivate init?(compact octets: ArraySlice<UInt8>) {
        var reader = CompactReader(octets)
        do throws(CompactReader.Unexpected) {
            guard let prompt = PromptID(try reader.text()) else { return nil }
            self.init(
                prompt: prompt, question: try reader.text(), number: try reader.count(), text: try reader.text(),
                at: try reader.instant(),
                edits: try reader.optional { (reader) throws(CompactReader.Unexpected) in try reader.stamp() },
                isFinished: try reader.flag())
        } catch { return nil }
        guard reader.isAtEnd else { return nil }
    }
}
