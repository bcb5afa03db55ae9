"""Upload: the page sends each file by script to the API; without scripts the form does it in one go."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Request, Response, UploadFile

from api.dependencies import Staff, Tools
from api.pages import german
from api.pages.rendering import page
from api.uploads import LARGEST_FILE, Upload, take_in_uploads
from models.documents import Channel

router = APIRouter()


@router.get("/hochladen")
def show(request: Request, _user: Staff) -> Response:
    """The page."""
    return page(request, "upload.html", limit=german.size(LARGEST_FILE), arrivals=[])


@router.post("/hochladen")
def upload(request: Request, tools: Tools, user: Staff, files: Annotated[list[UploadFile], File()]) -> Response:
    """The way without scripts."""
    uploads = [Upload(file.filename or "", file.file) for file in files]
    arrivals = take_in_uploads(tools, uploads, channel=Channel.UPLOAD, by=user.login)
    return page(request, "upload.html", limit=german.size(LARGEST_FILE), arrivals=arrivals)
