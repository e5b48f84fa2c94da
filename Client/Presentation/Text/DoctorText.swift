import ClientCore
import Machine

/// `doctor` and `sync --explain`: what was checked, and what to do about it.
package enum DoctorText {
    package static func lines(_ diagnoses: [Diagnosis], on page: Page) -> [String] {
        diagnoses.flatMap { diagnosis in
            let message = Wrapping.sentences(SafeText.block(diagnosis.message), width: page.measure.map { $0 - 9 })
            let next = diagnosis.next.map { Wrapping.sentences(SafeText.block($0), width: page.measure.map { $0 - 9 }) } ?? []
            return (message + next).enumerated().map { index, line in
                index == 0
                    ? style(diagnosis.level)(Alignment.left(Wording.level(diagnosis.level), 9), on: page) + line
                    : String(repeating: " ", count: 9) + line
            }
        }
    }

    private static func style(_ level: Finding.Level) -> Style {
        switch level {
        case .fine: .good
        case .note: .quiet
        case .problem: .warning
        }
    }
}
