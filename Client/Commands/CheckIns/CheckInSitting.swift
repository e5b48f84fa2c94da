import Catalogue
import ClientCore
import Machine
import Presentation

/// One partner's check-in, from an earlier draft to sealing or keeping a draft.
struct CheckInSitting {
    private let client: Client
    private let context: Context
    private let options: ChangeOptions
    private let isSure: Bool
    private let partner: String?
    private let phase: MembershipPhase
    private let round: RoundView?
    private let prompt = CheckIn.prompt.id

    /// - Throws: if this partner couldn't seal, whatever the ratings.
    init(_ client: Client, context: Context, options: ChangeOptions, isSure: Bool) throws {
        let status = try client.status()
        switch status.phase {
        case .partnerLeft: throw ClientError.partnerHasLeft
        case .left: throw ClientError.youHaveLeft
        case .removed: throw ClientError.deviceRemoved
        case .waiting, .paired: break
        }
        (self.client, self.context, self.options, self.isSure) = (client, context, options, isSure)
        (partner, phase) = (status.partner, status.phase)
        round = try client.show(prompt).liveRound
        if round?.state == .sealedByBoth { throw Messages.CheckIns.checkInAboutToOpen }
    }

    // MARK: Ratings given as arguments

    func seal(_ checkIn: CheckIn) throws -> ExitStatus {
        if round?.state == .sealedByMe, !options.isJSON { context.mention(Messages.CheckIns.replacesCheckIn) }
        return try seal(checkIn, isSure: isSure)
    }

    private func seal(_ checkIn: CheckIn, isSure: Bool) throws -> ExitStatus {
        try begin(checkIn)
        return try safely { try sealing(isSure: isSure).seal(checkIn.text) }
    }

    func keep(_ checkIn: CheckIn) throws -> ExitStatus {
        try begin(checkIn)
        return try safely { try sealing(isSure: true).keep(checkIn.text) }
    }

    private func sealing(isSure: Bool) -> Sealing {
        Sealing(prompt: prompt, client: client, context: context, options: options, isSure: isSure)
    }

    private func begin(_ checkIn: CheckIn) throws {
        do {
            try client.beginCheckIn()
        } catch {
            throw KeptElsewhere(error: Safekeeping.inFile(checkIn.text, because: error, in: context))
        }
    }

    /// When `Sealing` throws, it has already saved the text.
    private func safely(_ body: () throws -> ExitStatus) throws -> ExitStatus {
        do { return try body() } catch { throw KeptElsewhere(error: Messages.commandError(error)) }
    }

    // MARK: Ratings from the sheet, or line by line

    /// - Parameter keepsDraft: whether to keep a draft without sealing.
    func sit(keepsDraft: Bool) throws -> ExitStatus {
        let before = try before()
        var signal: Int32?
        let status = try context.editor.keeping(
            EditorTask.checkIn.session,
            heading: Messages.Answers.editorHeading(CheckIn.name, CheckIn.prompt.question, on: context.page)
        ) { left, keep in
            let left = left.flatMap(CheckIn.init)
            let first = left ?? standing
            var latest = standing
            func note(_ checkIn: CheckIn) {
                guard checkIn != latest, !checkIn.ratings.isEmpty else { return }
                // If the file can't be written, don't interrupt: the draft is saved on closing anyway.
                try? keep(checkIn.text)
                latest = checkIn
            }
            let sheet = CheckInSheet(first?.ratings ?? [:], before: before, notice: notice, consequence: consequence)
            guard let filled = context.console.fill(sheet, atRest: { note(CheckIn(ratings: $0.ratings)) }) else {
                let dialogue = CheckInDialogue(context: context, before: before)
                let asked = dialogue.ask(first?.ratings ?? [:]) { note(CheckIn(ratings: $0)) }
                return try finish(asked.ratings, asked.isToSeal && !keepsDraft, wasLeft: left != nil, isSure: isSure)
            }
            guard case .interrupted(let number) = filled.end else {
                let isToSeal = filled.screen.wish == .seal && !keepsDraft
                // The sheet has already asked for confirmation, and said that sealing reveals both.
                let isSure = isSure || round?.state == .sealedByPartner
                return try finish(filled.screen.ratings, isToSeal, wasLeft: left != nil, isSure: isSure)
            }
            signal = number
            return try interrupt(filled.screen.ratings)
        }
        if let signal {
            context.homes.settle()
            context.console.end(by: signal)
        }
        return status
    }

    /// What this partner has already written and can still change.
    private var standing: CheckIn? {
        round?.draft.flatMap { CheckIn(text: $0.text) }
            ?? (round?.state == .sealedByMe ? round?.mine.flatMap { CheckIn(text: $0.text) } : nil)
    }

    /// The ratings that this partner sealed last.
    private func before() throws -> [CheckInSubject: Rating] {
        try client.checkIns().last { $0.mine != nil }?.mine?.checkIn.ratings ?? [:]
    }

    private var notice: String? {
        switch round?.state {
        case .sealedByPartner: Messages.CheckIns.opensCheckIns(partner)
        case .sealedByMe: Messages.CheckIns.replacesCheckIn
        default: nil
        }
    }

    private var consequence: String {
        if phase == .waiting { return Messages.CheckIns.checkInWaits }
        return round?.state == .sealedByPartner ? Messages.Answers.opensBoth(partner) : Messages.CheckIns.checkInComesBack(partner)
    }

    /// - Parameters:
    ///   - wasLeft: whether the ratings come from a sitting that ended abnormally, and so are saved nowhere else.
    ///   - isSure: whether to skip the confirmation, even if sealing reveals both.
    private func finish(_ ratings: [CheckInSubject: Rating], _ isToSeal: Bool, wasLeft: Bool, isSure: Bool) throws -> ExitStatus {
        let checkIn = CheckIn(ratings: ratings)
        if isToSeal, !ratings.isEmpty {
            let status = try seal(checkIn, isSure: isSure)
            if try client.show(prompt).liveRound?.state == .sealedByMe { context.say(Messages.CheckIns.checkInComesBack(partner)) }
            return status
        }
        guard !ratings.isEmpty, wasLeft || checkIn != standing else {
            context.say(ratings.isEmpty ? Messages.CheckIns.checkInNothing : Messages.CheckIns.checkInUnchanged)
            return .done
        }
        return try keep(checkIn)
    }

    /// Saves a draft, without sending anything or prompting the user.
    private func interrupt(_ ratings: [CheckInSubject: Rating]) throws -> ExitStatus {
        let checkIn = CheckIn(ratings: ratings)
        if !ratings.isEmpty, checkIn != standing {
            try begin(checkIn)
            do {
                try client.saveDraft(prompt, text: checkIn.text)
            } catch {
                throw KeptElsewhere(error: Safekeeping.inFile(checkIn.text, because: error, in: context))
            }
            context.mention("\(Messages.Answers.keptInDraft) \(Messages.CheckIns.checkInGoesOn)")
        }
        return .failed
    }
}

/// An error whose text has already been saved.
struct KeptElsewhere: Error {
    let error: CommandError
}

/// Asks for a check-in line by line, if a terminal can't show the sheet.
struct CheckInDialogue {
    let context: Context
    /// The ratings of the previous check-in.
    let before: [CheckInSubject: Rating]

    /// - Parameters:
    ///   - ratings: the initial ratings.
    ///   - note: called after each line.
    func ask(_ ratings: [CheckInSubject: Rating], note: ([CheckInSubject: Rating]) -> Void)
        -> (ratings: [CheckInSubject: Rating], isToSeal: Bool)
    {
        var ratings = ratings
        context.mention(Messages.CheckIns.checkIn, Messages.CheckIns.checkInByLine)
        for subject in CheckInSubject.allCases {
            context.mention("", Messages.CheckIns.checkInAsks(subject), subject.about)
            switch answer(to: subject, now: ratings[subject]) {
            case .rated(let rating): ratings[subject] = rating
            case .passed: continue
            case .enough: return (ratings, isToSeal(ratings))
            case .gone: return (ratings, false)
            }
            note(ratings)
        }
        return (ratings, isToSeal(ratings))
    }

    private enum Answer {
        case rated(Rating)
        case passed
        case enough
        /// Input has ended.
        case gone
    }

    private func answer(to subject: CheckInSubject, now: Rating?) -> Answer {
        while true {
            guard let line = context.console.readLine(prompt: Messages.CheckIns.checkInHow(now?.value ?? before[subject]?.value))
            else {
                return .gone
            }
            let words = line.drop(while: \.isWhitespace)
            if words.allSatisfy(\.isWhitespace) { return .passed }
            if words.filter({ !$0.isWhitespace }) == "." { return .enough }
            if let rating = Self.rating(words) { return .rated(rating) }
            context.mention(Messages.CheckIns.checkInLineError)
        }
    }

    private static func rating(_ line: Substring) -> Rating? {
        guard let parts = line.wholeMatch(of: /([0-9]{1,2})(?:[\s:]+(.*))?/)?.output, let value = Int(parts.1) else { return nil }
        return Rating(value, note: parts.2.map { String($0) })
    }

    private func isToSeal(_ ratings: [CheckInSubject: Rating]) -> Bool {
        guard !ratings.isEmpty else { return false }
        let answer = context.console.readLine(prompt: Messages.CheckIns.sealOrDraft) ?? ""
        return answer.lowercased().filter { !$0.isWhitespace } == Messages.CheckIns.sealWord
    }
}
