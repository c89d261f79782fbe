"""The fields that every locality has. The model of triage was trained on these ids, and reports of the whole country use them; a
pack adds words to them (fields.yaml) and says which body handles them (routing.yaml)."""

CORRUPTION, MANNERS, OTHER = "tham-nhung-tieu-cuc", "thai-do-can-bo", "khac"  # those that rules name
FIELD_IDS = frozenset({
    "an-ninh-trat-tu", "boi-thuong-tai-dinh-cu", "dat-dai", "dien", "giao-duc", "giao-thong", "lao-dong-xa-hoi", "moi-truong",
    "nong-nghiep-thuy-san", "nuoc", "thu-tuc-hanh-chinh", "van-hoa-thong-tin", "xay-dung", "y-te", CORRUPTION, MANNERS, OTHER,
})  # fmt: skip
