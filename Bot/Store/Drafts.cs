using SocialCareBot.Cases;

namespace SocialCareBot.Store;

/// <summary>A reply somebody is writing. It lives here and not in the form, so that no crash, refusal or closed window loses it.</summary>
public sealed record Draft
{
    public required PersonId Person { get; init; }
    public required CaseId Case { get; init; }
    public required BodyId Body { get; init; }
    public required string Text { get; init; }
    public required Audience Audience { get; init; }

    /// <summary>What the answer promises, as chosen in the form; null: nothing.</summary>
    public string? Promise { get; init; }

    /// <summary>The claim token under which the form was last opened.</summary>
    public required int Token { get; init; }

    /// <summary>The last customer post the form showed.</summary>
    public required string Seen { get; init; }

    /// <summary>Names this opening of the form; its submission is carried out once.</summary>
    public required string Nonce { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>Drafts at rest, one for each person and case.</summary>
public static class Drafts
{
    public static Draft? Find(Session session, PersonId person, CaseId caseId) => session.First<Row>(
        """
        select d.body_id as BodyId, b.text, d.audience, d.promise, d.token, d.seen, d.nonce, d.updated_at as UpdatedAt
        from draft d
        join body b on b.id = d.body_id
        where d.person_id = @person and d.case_id = @caseId
        """,
        new { person = person.ToString(), caseId = caseId.ToString() }) is { } row
        ? new Draft
        {
            Person = person,
            Case = caseId,
            Body = new(Guid.Parse(row.BodyId)),
            Text = row.Text,
            Audience = Enum.Parse<Audience>(row.Audience),
            Promise = row.Promise,
            Token = row.Token,
            Seen = row.Seen,
            Nonce = row.Nonce,
            UpdatedAt = Instants.Of(row.UpdatedAt),
        }
        : null;

    public static void Save(Session session, Draft draft, byte[] salt)
    {
        Bodies.Put(session, draft.Case, new Body(draft.Body, draft.Text), salt);
        session.Execute(
            """
            insert into draft (person_id, case_id, body_id, audience, promise, token, seen, nonce, updated_at)
            values (@person, @caseId, @body, @audience, @Promise, @Token, @Seen, @Nonce, @updatedAt)
            on conflict (person_id, case_id) do update
            set body_id = excluded.body_id, audience = excluded.audience, promise = excluded.promise, token = excluded.token, seen = excluded.seen, nonce = excluded.nonce,
                updated_at = excluded.updated_at
            """,
            new
            {
                person = PersonStore.Now(session, draft.Person).Id.ToString(),
                caseId = draft.Case.ToString(),
                body = draft.Body.ToString(),
                audience = draft.Audience.ToString(),
                draft.Promise,
                draft.Token,
                draft.Seen,
                draft.Nonce,
                updatedAt = draft.UpdatedAt.Ms(),
            });
    }

    /// <summary>One person's drafts become another's. Where both wrote for one case, the newer words come first and the older after them: nothing is lost.</summary>
    public static void GiveWay(Session session, PersonId goes, PersonId stays)
    {
        var ids = new { goes = goes.ToString(), stays = stays.ToString() };
        foreach (var id in session.Query<string>("select a.case_id from draft a join draft b on b.case_id = a.case_id where a.person_id = @goes and b.person_id = @stays", ids))
        {
            var caseId = new CaseId(Guid.Parse(id));
            if (Find(session, goes, caseId) is { } theirs && Find(session, stays, caseId) is { } ours)
                Join(session, theirs, ours);
        }
        session.Execute("update draft set person_id = @stays where person_id = @goes", ids);
    }

    /// <summary>What somebody began to write for a case becomes the words of whoever takes it over; words of their own stay as they are.</summary>
    public static int GoOver(Session session, CaseId about, PersonId from, PersonId to, DateTimeOffset at) => session.Execute(
        """
        update draft
        set person_id = @to, nonce = @nonce
        where person_id = @from and case_id = @caseId and not exists (select 1 from draft theirs where theirs.person_id = @to and theirs.case_id = @caseId)
        """,
        new { from = from.ToString(), to = to.ToString(), caseId = about.ToString(), nonce = $"left-{Guid.CreateVersion7(at):N}" });

    /// <summary>Joined words come under no nonce a form knows, so they are looked at before they can be sent.</summary>
    private static void Join(Session session, Draft theirs, Draft ours)
    {
        var (newer, older) = theirs.UpdatedAt > ours.UpdatedAt ? (theirs, ours) : (ours, theirs);
        var text = older.Text.Trim().Length == 0 || older.Text == newer.Text ? newer.Text : newer.Text.Trim().Length == 0 ? older.Text : $"{newer.Text}\n\n{older.Text}";
        Drop(session, theirs.Person, theirs.Case);
        session.Execute("update body set text = @text where id = @id", new { id = ours.Body.ToString(), text });
        session.Execute(
            "update draft set nonce = @nonce where person_id = @person and case_id = @caseId",
            new { nonce = text == ours.Text ? ours.Nonce : $"joined-{ours.Nonce}", person = ours.Person.ToString(), caseId = ours.Case.ToString() });
    }

    /// <summary>Forgets the draft and its words.</summary>
    public static void Drop(Session session, PersonId person, CaseId caseId)
    {
        var keys = new { person = person.ToString(), caseId = caseId.ToString() };
        session.Execute("delete from body where id in (select body_id from draft where person_id = @person and case_id = @caseId)", keys);
        session.Execute("delete from draft where person_id = @person and case_id = @caseId", keys);
    }

    private sealed class Row
    {
        public string BodyId { get; init; } = "";
        public string Text { get; init; } = "";
        public string Audience { get; init; } = "";
        public string? Promise { get; init; }
        public int Token { get; init; }
        public string Seen { get; init; } = "";
        public string Nonce { get; init; } = "";
        public long UpdatedAt { get; init; }
    }
}
